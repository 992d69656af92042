package tillmesh.demo;

import java.util.Locale;
import java.util.Optional;

/** What can be done to a lane of a running demo. */
public enum Verb {
    /** What it and the others say to each other is lost. */
    CUT,
    /** They hear each other again. */
    HEAL,
    /** Its process is gone at once, as by a power cut. */
    KILL,
    /** A process is started for it again. */
    START,
    /** Its process stands still, and its connections stay open. */
    FREEZE,
    /** It goes on. */
    THAW;

    /** As it is written in commands and addresses: {@code cut}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that word. */
    static Optional<Verb> of(String word) {
        for (Verb verb : values()) {
            if (verb.word().equals(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }
}
