package tillmesh.desk;

/**
 * One open socket, by a number that is never used twice in the life of a process.
 *
 * @param id 1 and up
 */
public record Line(long id) {}
