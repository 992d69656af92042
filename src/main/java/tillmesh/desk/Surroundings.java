package tillmesh.desk;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tillmesh.loop.Loop;
import tillmesh.peer.Peers;

/**
 * Everything around a desk that a simulator makes differently: the very same desk runs in both.
 *
 * @param wall the machine's wall clock
 * @param dice random numbers
 * @param loop the one thread
 * @param audience who listens
 * @param signIn who is let in
 * @param peers the way to the other lanes
 * @param office books paid orders; null when there is none
 */
public record Surroundings(
        InstantSource wall,
        RandomGenerator dice,
        Loop loop,
        Audience audience,
        SignIn signIn,
        Peers peers,
        @Nullable Bookkeeper office) {
    /** Without a back office. */
    public Surroundings(
            InstantSource wall, RandomGenerator dice, Loop loop, Audience audience, SignIn signIn, Peers peers) {
        this(wall, dice, loop, audience, signIn, peers, null);
    }
}
