package tillmesh.peer;

import java.time.InstantSource;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;

/** What everything in this room works with. @param wall for people only; nothing is decided by it */
public record PeerRoom(Loop loop, InstantSource wall, Journal journal, Peers peers) {}
