package tillmesh.demo;

import org.jspecify.annotations.Nullable;

/** One lane as the demo knows it. The demo's thread only. */
final class Lane {
    private final String id;
    private final String address;
    private final LaneProcess process;
    private @Nullable Heard heard;
    private boolean cut;
    private @Nullable Integer exit;
    private boolean expected;

    /** @param address where its pages are */
    Lane(String id, String address, LaneProcess process) {
        this.id = id;
        this.address = address;
        this.process = process;
    }

    String id() {
        return id;
    }

    String address() {
        return address;
    }

    LaneProcess process() {
        return process;
    }

    /** What it said last; null when it cannot say anything now. */
    @Nullable
    Heard heard() {
        return process.state() == LaneProcess.State.RUNNING ? heard : null;
    }

    void heard(@Nullable Heard news) {
        heard = news;
    }

    /** It said one more thing. */
    void hear(String frame) {
        heard = (heard == null ? Heard.NOTHING : heard).and(frame);
    }

    /** Whether its lines to other lanes are cut by us. */
    boolean cut() {
        return cut;
    }

    void cut(boolean now) {
        cut = now;
    }

    /** With what its last process ended; null while one lives or none was. */
    @Nullable
    Integer exit() {
        return process.state() == LaneProcess.State.DOWN ? exit : null;
    }

    /** Its process is about to be ended by us. */
    void expectEnd() {
        expected = true;
    }

    /** Its process ended. @return whether that was our doing */
    boolean ended(int code) {
        boolean ours = expected;
        expected = false;
        exit = code;
        heard = null;
        // What was cut is forgotten with the process that was told so.
        cut = false;
        return ours;
    }

    /** {@code running}, {@code cut}, {@code frozen} or {@code down}. */
    String state() {
        return switch (process.state()) {
            case DOWN -> "down";
            case FROZEN -> "frozen";
            case RUNNING -> cut ? "cut" : "running";
        };
    }
}
