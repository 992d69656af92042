package tillmesh.config;

/**
 * One thing that is wrong with a configuration. A value: a reader collects all of them before anybody is told.
 *
 * @param key the setting it is about, or the name as it was given when no setting has it
 * @param what what is wrong with it and where it was given; never shows a secret
 * @param whatToWrite what to write instead
 */
public record Problem(String key, String what, String whatToWrite) {
    /** One line for people. */
    public String sentence() {
        return key + ": " + what + ". " + whatToWrite + (whatToWrite.endsWith("?") ? "" : ".");
    }
}
