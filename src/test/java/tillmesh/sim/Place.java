package tillmesh.sim;

/** Where a node stands: its disk, its clock on the wall, its power, the weather, and who works against it. */
record Place(SimDisk disk, SimWall wall, Power power, Weather weather, Sabotage sabotage) {}
