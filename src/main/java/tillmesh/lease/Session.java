package tillmesh.lease;

/**
 * That a home is alive. While it is, nothing that it holds is given to others.
 *
 * @param home whose
 * @param restMillis how long from now on, on the clock of whoever reads it: the full time when it was just renewed
 * @param version which renewal this is
 */
public record Session(Home home, long restMillis, Version version) implements Fact {
    @Override
    public String key() {
        return key(home.disk());
    }

    /** The key of the session of a disk. */
    public static String key(String disk) {
        return "session/" + disk;
    }

    @Override
    public Session as(Version newer) {
        return new Session(home, restMillis, newer);
    }

    /** The same session with another rest. */
    public Session resting(long millis) {
        return new Session(home, millis, version);
    }
}
