package tillmesh.cloud;

import java.util.random.RandomGenerator;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;
import tillmesh.peer.Mesh;

/**
 * Where an uploader stands.
 *
 * @param loop the one thread
 * @param dice rolls waits
 * @param journal what is to go up, and how far it has come
 * @param mesh keeps receipts and tells them to all lanes
 * @param listener is told how it goes
 * @param rules how long to wait
 */
public record CloudSite(
        Loop loop, RandomGenerator dice, Journal journal, Mesh mesh, CloudListener listener, CloudRules rules) {}
