package tillmesh.fault;

import org.jspecify.annotations.Nullable;

/**
 * Trouble from outside: a full disk, a port taken, a damaged file. Carries what happened and to what (the message), what
 * may be done about it ({@link #remedy()}) and what a person should do ({@link #hint()}). Never carries payloads or secrets.
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Remedy remedy;
    private final String hint;

    /**
     * @param remedy what may be done about it
     * @param what one sentence: what happened, to what
     * @param hint one sentence for a person: what to do; may be empty
     */
    public Fault(Remedy remedy, String what, String hint) {
        this(remedy, what, hint, null);
    }

    /** As {@link #Fault(Remedy, String, String)}, with the exception that told us. */
    public Fault(Remedy remedy, String what, String hint, @Nullable Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
        this.hint = hint;
    }

    /** What may be done about it. */
    public Remedy remedy() {
        return remedy;
    }

    /** What a person should do; empty when there is nothing to do. */
    public String hint() {
        return hint;
    }

    /** Message and hint as one text for people: {@code disk full while append L1-5f3a90c1-42 (free space in the data folder)}. */
    public String sentence() {
        return hint.isEmpty() ? String.valueOf(getMessage()) : getMessage() + " (" + hint + ")";
    }
}
