package tillmesh.peer.jgroups;

/** Bytes that are no message. The text says what is wrong with them and never quotes them. */
final class BadFrame extends Exception {
    private static final long serialVersionUID = 1L;

    BadFrame(String why) {
        // Whoever sends rubbish shall not make us collect stack traces as well.
        super(why, null, false, false);
    }

    /** One sentence. */
    String why() {
        return String.valueOf(getMessage());
    }
}
