package tillmesh.sim;

import java.util.function.Consumer;
import tillmesh.desk.DevSignIn;
import tillmesh.desk.SignIn;

/** Asks somebody far away: the answer comes later, and sometimes it is no. */
final class SimSignIn implements SignIn {
    private final Agenda agenda;
    private final Dice dice;
    private final SignIn inner = new DevSignIn();

    SimSignIn(Stage stage) {
        this.agenda = stage.agenda();
        this.dice = stage.dice().split();
    }

    @Override
    public void check(String token, String deviceId, Consumer<Verdict> then) {
        boolean sorry = dice.oneIn(30);
        agenda.in(dice.between(1, 200), () -> {
            if (sorry) {
                then.accept(new Verdict.Sorry("Nobody could be asked."));
            } else {
                inner.check(token, deviceId, then);
            }
        });
    }
}
