package tillmesh.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tillmesh.demo.LaneProcess.State;
import tillmesh.demo.Teller.Tone;
import tillmesh.fault.Fault;

/** The hand that cuts, kills and freezes lanes. The demo's thread only. */
final class Hand {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final DemoSetup setup;
    private final Teller teller;
    private final HttpClient client = HttpClient.newHttpClient();

    Hand(DemoSetup setup, Teller teller) {
        this.setup = setup;
        this.teller = teller;
    }

    /** Does something to a lane, and tells everybody; or says why it cannot be done now. */
    Answer act(Verb verb, Lane lane) {
        String refusal = refusal(verb, lane);
        if (!refusal.isEmpty()) {
            return new Answer(false, refusal);
        }
        try {
            String done = done(verb, lane);
            teller.tell(verb == Verb.HEAL || verb == Verb.THAW || verb == Verb.START ? Tone.PLAIN : Tone.BAD, done);
            return new Answer(true, done);
        } catch (Fault why) {
            return new Answer(false, why.sentence());
        }
    }

    private static String refusal(Verb verb, Lane lane) {
        State state = lane.process().state();
        String id = lane.id();
        if (state == State.DOWN && verb != Verb.START) {
            return id + " is down; start it first.";
        }
        if (state == State.FROZEN && (verb == Verb.CUT || verb == Verb.HEAL)) {
            return id + " is frozen and hears nothing; thaw it first.";
        }
        return switch (verb) {
            case CUT -> lane.cut() ? id + " is cut off already." : "";
            case HEAL -> lane.cut() ? "" : id + " is not cut off.";
            case START -> state == State.DOWN ? "" : id + " runs already.";
            case FREEZE -> state == State.FROZEN ? id + " is frozen already." : "";
            case THAW -> state == State.FROZEN ? "" : id + " is not frozen.";
            case KILL -> "";
        };
    }

    private String done(Verb verb, Lane lane) {
        String id = lane.id();
        switch (verb) {
            case CUT, HEAL -> {
                drill(lane, verb == Verb.CUT);
                lane.cut(verb == Verb.CUT);
            }
            case KILL -> {
                lane.expectEnd();
                lane.process().kill();
            }
            case START -> lane.process().start();
            case FREEZE -> lane.process().freeze();
            case THAW -> lane.process().thaw();
        }
        return switch (verb) {
            case CUT -> id + " is cut off: what it and the others say to each other is lost. It sells on.";
            case HEAL -> id + " is connected again.";
            case KILL -> id + " was killed, as by a power cut.";
            case START -> id + " is started again, on the disk it had.";
            case FREEZE -> id + " was frozen where it stood; its connections stay open.";
            case THAW -> id + " goes on.";
        };
    }

    // The lane does it itself: it was started for drills, and its admin token lies in its folder.
    private void drill(Lane lane, boolean cut) {
        Path token = setup.laneDir(lane.id()).resolve("admin.token");
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(lane.address() + "/drill"))
                    .timeout(ANSWER_MAX)
                    .header("Authorization", "Bearer " + Files.readString(token).strip())
                    .POST(BodyPublishers.ofString("{\"cut\":" + cut + "}"))
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw trouble(lane, "it answered " + answer.statusCode() + " " + answer.body(), null);
            }
        } catch (IOException e) {
            throw trouble(lane, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw trouble(lane, "the demo is ending", e);
        }
    }

    private Fault trouble(Lane lane, String what, @org.jspecify.annotations.Nullable Exception cause) {
        return new Fault(
                tillmesh.fault.Remedy.RETRY,
                lane.id() + " did not do it: " + what,
                "see " + setup.dir().resolve(lane.id() + ".log"),
                cause);
    }
}
