package tillmesh.peer;

/** What lanes say to each other. Every kind has a byte form of its own, kept in golden files. */
public sealed interface PeerMessage permits Hello, CopyMessage, LeaseMessage {}
