package tillmesh.node;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.cloud.odoo.OdooPeople;
import tillmesh.cloud.odoo.OdooPeople.Person;
import tillmesh.cloud.odoo.OdooRegisters;
import tillmesh.cloud.odoo.OdooRegisters.Made;
import tillmesh.config.NodeConfig;
import tillmesh.desk.Desk;
import tillmesh.desk.DevSignIn;
import tillmesh.desk.RegisterOffice;
import tillmesh.desk.SignIn;
import tillmesh.desk.TokenCheck;
import tillmesh.desk.VerifiedSignIn;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;
import tillmesh.shop.Role;

/** What the desk asks the shop's Odoo beside sales: who signs in, and registers. */
final class BackOffice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackOffice.class);

    private final NodeConfig config;
    private final List<Runnable> closing = new ArrayList<>();

    BackOffice(NodeConfig config) {
        this.config = config;
    }

    /** How screens sign in. */
    SignIn signIn(Loop loop, InstantSource wall, Journal journal, Watch watch) {
        NodeConfig.Auth auth = config.auth();
        return switch (auth.mode()) {
            case DEV -> new DevSignIn();
            case ODOO -> {
                OdooPeople people =
                        new OdooPeople(config.cloud().odoo(), config.lane().name());
                closing.add(people::close);
                TokenCheck check = (token, device, answered) -> {
                    CompletableFuture<Void> unused =
                            people.who(token, device).thenAccept(person -> answered.accept(answer(person)));
                };
                VerifiedSignIn.Rules rules =
                        new VerifiedSignIn.Rules(auth.offlineFor(), auth.withoutToken(), watch::signInSilent);
                yield new VerifiedSignIn(loop, wall, journal.verified(), check, rules);
            }
        };
    }

    private static TokenCheck.Answer answer(Person person) {
        if (person instanceof Person.Known known) {
            Role role = Role.ofWire(known.role());
            return new TokenCheck.Answer.Known(known.uid(), known.name(), role == null ? Role.WAITER : role);
        }
        return person instanceof Person.Nobody nobody
                ? new TokenCheck.Answer.Refused(nobody.reason())
                : new TokenCheck.Answer.Silent(((Person.Silent) person).why());
    }

    /** Begins to have registers made. After the loop has started. */
    void begin(Desk desk, Loop loop, Watch watch) {
        if (config.auth().mode() == NodeConfig.Auth.Mode.DEV) {
            LOG.warn("Sign-in mode dev: everybody on this machine may sell and take over. Never use it in a shop.");
        } else if (config.auth().withoutToken()) {
            LOG.warn("auth.without-token is on: everybody on this machine may sell without a session.");
        }
        if (!config.cloud().odoo().on()) {
            return;
        }
        OdooRegisters registers =
                new OdooRegisters(config.cloud().odoo(), config.lane().name());
        closing.add(registers::close);
        RegisterOffice office = (key, name, cash, answered) -> {
            CompletableFuture<Void> unused =
                    registers.make(key, name, cash).thenAccept(made -> answered.accept(answer(made)));
        };
        loop.must(() -> desk.registersAt(office, watch::registersSilent));
    }

    private static RegisterOffice.Answer answer(Made made) {
        if (made instanceof Made.There there) {
            return new RegisterOffice.Answer.Made(there.id());
        }
        return made instanceof Made.Refused refused
                ? new RegisterOffice.Answer.Refused(refused.reason())
                : new RegisterOffice.Answer.Silent(((Made.Silent) made).why());
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
