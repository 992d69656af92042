/**
 * What a node does when its process is killed, stopped, crowded out of its folder or out of disk space, seen from outside:
 * tills remember every acknowledgement, and afterwards an auditor reads the whole journal and compares.
 *
 * <p>Does NOT use any code of the node. A kill ends the process and not the machine: what the operating system had already
 * taken survives here whether it was flushed or not. Power cuts are the simulator's affair.
 */
@NullMarked
package tillmesh.chaos;

import org.jspecify.annotations.NullMarked;
