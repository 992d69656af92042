package tillmesh.sim;

/**
 * What all players of a shop-day share.
 *
 * @param agenda virtual time
 * @param dice chance, of which each player takes dice of its own
 * @param log what happened
 * @param seen what should happen now and then
 * @param checkers who watches
 */
record Stage(Agenda agenda, Dice dice, EventLog log, Sightings seen, Checkers checkers) {}
