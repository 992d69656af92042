package tillmesh.desk;

import org.jspecify.annotations.Nullable;
import tillmesh.fault.Refusal;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Journal.Appended;

/** What became of a request; from it the acknowledgement is made. */
sealed interface Outcome {

    /**
     * It was done.
     *
     * @param remember whether asking again under the same name must not do it again
     * @param entry the entry it made, or null
     * @param version the version it made, or null
     */
    record Done(
            boolean remember,
            @Nullable Appended entry,
            @Nullable Long version) implements Outcome {}

    /** It was refused and left nothing behind. */
    record Refused(Refusal refusal) implements Outcome {}

    /** Other lanes have to be asked first; {@link Ask.Later} hears the decision. */
    record Open() implements Outcome {}

    static Outcome open() {
        return new Open();
    }

    /** Done, made no entry, and harmless to do again. */
    static Outcome done() {
        return new Done(false, null, null);
    }

    /** Done without an entry, and not to be done again under the same name. */
    static Outcome doneOnce() {
        return new Done(true, null, null);
    }

    /** Done by writing an entry. */
    static Outcome wrote(Appended entry) {
        return new Done(true, entry, null);
    }

    /** Done by writing a new version. */
    static Outcome wrote(Appended entry, long version) {
        return new Done(true, entry, version);
    }

    static Outcome refused(Code code, String reason) {
        return new Refused(new Refusal(code, reason));
    }
}
