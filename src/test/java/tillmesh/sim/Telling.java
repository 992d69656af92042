package tillmesh.sim;

import tillmesh.desk.Line;
import tillmesh.protocol.Notice;

/**
 * Something the node said to a screen. What it never said in time is not counted as said.
 *
 * @param at virtual milliseconds
 * @param device whose line it is
 * @param node the life of the node that said it
 */
record Telling(long at, String device, Line line, Notice notice, SimNode node) {}
