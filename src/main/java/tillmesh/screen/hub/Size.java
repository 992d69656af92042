package tillmesh.screen.hub;

/** How long a message is, beside the longest one that is served. */
enum Size {
    /** Served. */
    FITS,
    /** Refused; the connection stays. */
    TOO_LARGE,
    /** The connection ends. */
    BEYOND;

    /** @param bytesMax the longest message that is served, in bytes of UTF-8 */
    static Size of(String text, int bytesMax) {
        // At most three bytes a char, so nearly every message is known to fit without being measured.
        if (text.length() * 3L <= bytesMax) {
            return FITS;
        }
        long bytes = utf8Bytes(text);
        if (bytes <= bytesMax) {
            return FITS;
        }
        return bytes <= (long) HubSocket.CEILING_FACTOR * bytesMax ? TOO_LARGE : BEYOND;
    }

    private static long utf8Bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
