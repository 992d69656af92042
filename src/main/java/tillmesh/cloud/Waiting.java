package tillmesh.cloud;

import tillmesh.entry.Stream;

/**
 * A stream of which some cloud lacks something.
 *
 * @param here it is on this disk up to this number
 * @param ripe up to this number it may go up now
 * @param gone up to this number it is not on this disk any more: a cloud that was added later does not get that from here
 */
record Waiting(Stream stream, long here, long ripe, long gone) {}
