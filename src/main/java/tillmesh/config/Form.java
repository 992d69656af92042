package tillmesh.config;

/**
 * How a text becomes the value of a setting.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
interface Form<T> {
    /** Reads a text without surrounding blanks. @throws Unreadable when it has another form */
    T read(String text) throws Unreadable;

    /** The text is not what this form takes. The message says what is wrong, {@link #whatToWrite} what would be right. */
    final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String whatToWrite;

        Unreadable(String what, String whatToWrite) {
            super(what, null, false, false);
            this.whatToWrite = whatToWrite;
        }

        String what() {
            return String.valueOf(getMessage());
        }

        String whatToWrite() {
            return whatToWrite;
        }
    }
}
