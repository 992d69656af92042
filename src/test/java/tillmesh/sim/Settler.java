package tillmesh.sim;

import java.util.EnumSet;
import java.util.List;
import tillmesh.protocol.Notice.Review;
import tillmesh.protocol.Request.Choice;
import tillmesh.protocol.Request.Resolve;
import tillmesh.protocol.Request.Watch;
import tillmesh.protocol.Request.What;

/** The person at a till who looks into Review and settles what is there, by dice; also one who may not. */
final class Settler {
    private final Till till;
    private final Dice dice;
    private final Agenda agenda;

    Settler(Till till, Stage stage) {
        this.till = till;
        this.dice = stage.dice().split();
        this.agenda = stage.agenda();
    }

    /** Begins to look. */
    void begin() {
        agenda.in(dice.between(5_000, 40_000), this::step);
    }

    private void step() {
        List<Review.Case> cases = till.cases();
        if (till.signedIn() && (cases.isEmpty() || dice.oneIn(4))) {
            till.askPlainly(new Watch(EnumSet.of(What.REVIEW)));
        } else if (till.signedIn()) {
            till.ask(new Resolve(dice.oneOf(cases).caseId(), dice.oneOf(Choice.THEIRS, Choice.MINE)));
        }
        agenda.in(dice.between(500, 15_000), this::step);
    }
}
