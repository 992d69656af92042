package tillmesh.protocol;

import tillmesh.fault.Refusal;
import tillmesh.fault.Refusal.Code;

/**
 * Carries a refusal from the depth of a reading to the codec, which turns it into a value; it never leaves this room. It
 * has no stack trace: bad input is no event that anybody debugs, and a flood of it must stay cheap.
 */
final class BadFrame extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;

    private BadFrame(Code code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /** Not JSON, or a member is missing or mistyped. @param reason one sentence without any of the frame's own words */
    static BadFrame because(String reason) {
        return new BadFrame(Code.BAD_REQUEST, reason);
    }

    /** Well formed but longer than allowed. */
    static BadFrame tooLarge(String reason) {
        return new BadFrame(Code.TOO_LARGE, reason);
    }

    Refusal refusal() {
        return new Refusal(code, String.valueOf(getMessage()));
    }
}
