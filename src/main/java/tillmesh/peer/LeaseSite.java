package tillmesh.peer;

import java.time.InstantSource;
import tillmesh.lease.Home;
import tillmesh.lease.LeasePolicy;
import tillmesh.loop.Loop;

/**
 * Where a register stands.
 *
 * @param loop the one thread; its clock must go on while the machine sleeps, or a lane that wakes up believes its session
 *     to be younger than it is
 * @param wall the wall clock, only to make epochs that are above those of a disk that was wiped
 * @param me this process
 * @param disk the id of this journal, 32 hex digits
 * @param policy times, and what to do when cut off
 */
public record LeaseSite(Loop loop, InstantSource wall, PeerId me, String disk, LeasePolicy policy) {
    Home home() {
        return new Home(me.lane(), disk);
    }

    long now() {
        return loop.millis();
    }
}
