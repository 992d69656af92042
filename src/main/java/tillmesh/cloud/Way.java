package tillmesh.cloud;

/** One cloud, and how it has behaved so far. */
record Way(Cloud cloud, Breaker breaker, Pace pace) {
    String name() {
        return cloud.name();
    }
}
