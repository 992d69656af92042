package tillmesh.cli;

import tillmesh.fault.Fault;

/** How a command ends, for scripts and supervisors. The numbers above 63 are those of {@code sysexits.h}. */
public enum ExitCode {
    /** Done. */
    OK(0),
    /** A command that looks for something wrong found it: a broken chain, sales that are only here. */
    FOUND(1),
    /** The command line cannot be understood. */
    USAGE(64),
    /** A mistake of ours. */
    BUG(70),
    /** The data folder, the address or a port cannot be used until a person does something. */
    CANNOT_CREATE(73),
    /** It may go well the next time: the folder is held by another process, the node did not answer. */
    TRY_AGAIN(75),
    /** The configuration has problems; starting again changes nothing. */
    CONFIGURATION(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the process returns. */
    public int number() {
        return number;
    }

    /** How a command ends that met this fault. */
    static ExitCode of(Fault why) {
        return switch (why.remedy()) {
            case RETRY, RESTART -> TRY_AGAIN;
            case SET_ASIDE -> BUG;
            case CALL_SOMEONE -> CANNOT_CREATE;
        };
    }
}
