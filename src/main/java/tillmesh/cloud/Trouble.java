package tillmesh.cloud;

/** Why there is no receipt, as far as it decides what is done next. */
public enum Trouble {
    /** Nobody knows whether it was stored: no answer, a half one, one that nobody understands. The same again, later. */
    UNKNOWN,
    /** At least one entry of the batch cannot be stored, and none was. */
    REFUSED,
    /** The batch is too large, and none of it was stored. */
    TOO_LARGE,
    /** The key is not, or no longer, good for this: a person must look. Tried again, slowly. */
    NOT_ALLOWED,
    /** What is asked for does not exist there: a person must look. Tried again, slowly. */
    MISCONFIGURED;

    /** Whether it says something about what was sent, and not about the cloud. */
    boolean ofTheEntry() {
        return this == REFUSED || this == TOO_LARGE;
    }

    /** Whether somebody must do something. */
    boolean needsSomebody() {
        return this == NOT_ALLOWED || this == MISCONFIGURED;
    }
}
