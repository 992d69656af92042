package tillmesh.protocol;

/** Checks of characters. Pure. */
final class Texts {
    private Texts() {}

    /**
     * Lets a text through that has the length asked for and survives UTF-8: half a surrogate pair would come back from the
     * disk as another character, and a NUL ends a text for half of the tools that may meet it.
     */
    static String fit(String name, String text, int min, int max) throws BadFrame {
        if (text.length() < min || text.length() > max) {
            throw BadFrame.because(name + " must have " + min + " to " + max + " characters.");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = pairAt(text, i);
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw BadFrame.because(name + " holds a character that is none.");
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }

    /** Whether a whole surrogate pair begins there. */
    static boolean pairAt(CharSequence text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }

    /** The length as UTF-8, in bytes; half a surrogate pair counts as the one byte of its replacement. */
    static long utf8Bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes += 1;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (pairAt(text, i)) {
                bytes += 4;
                i++;
            } else {
                bytes += 1;
            }
        }
        return bytes;
    }
}
