package tillmesh.demo;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** A shop of three lanes for a person to look at: each lane a process of its own, with screens that shop. Closed once. */
public final class Demo implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;

    private final DemoSetup setup;
    private final Shop shop;
    private final Hand hand;
    private final DemoCloud cloud;
    private final List<AutoCloseable> screens = new ArrayList<>();

    private @Nullable Panel panel;

    private Demo(DemoSetup setup, Shop shop, DemoCloud cloud) {
        this.setup = setup;
        this.shop = shop;
        this.cloud = cloud;
        this.hand = new Hand(setup, shop.teller());
    }

    /**
     * Starts the lanes, waits until they are one shop, and sends scripted screens shopping.
     *
     * @param fresh whether what an earlier demo left in the folder is deleted first
     * @param out where to say what there is to see and what happens
     * @param coloured whether {@code out} shows colours
     * @throws tillmesh.fault.Fault when the lanes cannot be started; none is left running then
     */
    public static Demo start(DemoSetup setup, boolean fresh, PrintStream out, boolean coloured) {
        Remote.running(setup.dir()).ifPresent(page -> {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "a demo runs in " + setup.dir() + " already; its page is " + page,
                    "end it first, or name another folder with --data.dir=DIR and other ports with --port");
        });
        if (fresh) {
            DemoFolder.erase(setup.dir());
        }
        DemoFolder.make(setup.dir());
        Teller teller = new Teller(out, coloured);
        DemoCloud cloud = DemoCloud.open(setup, teller);
        Demo demo = new Demo(setup, new Shop(setup, teller, cloud.settings()), cloud);
        try {
            demo.open(out);
            return demo;
        } catch (RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    private void open(PrintStream out) {
        Pass pass = Pass.fresh("http://127.0.0.1:" + setup.pagePort() + "/");
        panel = new Panel(
                setup.pagePort(),
                pass,
                () -> shop.ask(() -> StateNews.of(shop, cloud.news())),
                (verb, lane) -> shop.ask(() -> hand.act(verb, shop.lane(lane))),
                word -> shop.ask(() -> cloud.behave(word)));
        pass.leaveIn(setup.dir());
        Welcome.print(setup, pass, cloud.page(), out);
        shop.open();
        HttpClient client = HttpClient.newHttpClient();
        for (String id : DemoSetup.LANES) {
            Office office = new Office(
                    client,
                    screens(id),
                    id,
                    frame -> shop.heard(id, frame),
                    mark -> shop.later(() -> shop.tally().asked(id, mark)),
                    () -> shop.silent(id));
            screens.add(office);
            office.begin();
        }
        awaitWhole();
        for (String id : DemoSetup.LANES) {
            Shoppers shoppers =
                    new Shoppers(client, screens(id), id, shop.books(id), frame -> shop.heardByShopper(id, frame));
            screens.add(shoppers);
            shoppers.begin(setup.shoppers());
        }
    }

    private URI screens(String id) {
        return URI.create(setup.address(id).replaceFirst("http", "ws") + "/");
    }

    private void awaitWhole() {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (!shop.ask(shop::whole)) {
            String why = System.nanoTime() > end
                    ? "they have not found each other within " + START_MAX.toSeconds() + " s: "
                            + shop.ask(shop::picture)
                    : shop.ask(shop::whyNot);
            if (!why.isEmpty()) {
                throw new Fault(
                        Remedy.CALL_SOMEONE,
                        "the demo's lanes do not start: " + why,
                        "read the logs in " + setup.dir());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demo is told to end before it has begun", e);
        }
    }

    /** Ends the screens, then the lanes; returns when no process is left. */
    @Override
    public void close() {
        if (panel != null) {
            Pass.takeBack(setup.dir());
            panel.close();
        }
        screens.forEach(Demo::quietly);
        shop.close();
        // Last: what a lane had under way may still arrive.
        cloud.close();
    }

    private static void quietly(AutoCloseable screen) {
        try {
            screen.close();
        } catch (Exception e) {
            throw new IllegalStateException("a screen of the demo does not close", e);
        }
    }
}
