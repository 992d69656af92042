package tillmesh.demo;

import java.io.PrintStream;
import java.util.List;

/** What the demo says first: where to look and what to do. */
final class Welcome {
    private static final List<String> CLERKS = List.of("name=Ana", "name=Ben", "name=Eva&role=manager");

    private Welcome() {}

    static void print(DemoSetup setup, Pass pass, String cloud, PrintStream out) {
        out.printf("Tillmesh demo: one shop, three lanes, each a process of its own.%n");
        for (int i = 0; i < DemoSetup.LANES.size(); i++) {
            String id = DemoSetup.LANES.get(i);
            out.printf(
                    "  %s  till       %s/till?%s&device=till-%d&lanes=%s%n",
                    id, setup.address(id), CLERKS.get(i), i + 1, setup.hosts());
            out.printf(
                    "      kitchen    %s/kitchen?lanes=%s   bar  %s/bar%n",
                    setup.address(id), setup.hosts(), setup.address(id));
            out.printf("      dashboard  %s/dashboard%n", setup.address(id));
        }
        out.printf("  The shop on one page, with buttons that cut, kill and freeze lanes:%n");
        out.printf("      %s#%s%n", pass.page(), pass.token());
        if (!cloud.isEmpty()) {
            out.printf("  What has come to its cloud:%n      %s%n", cloud);
        }
        out.printf("  The same in a second terminal: demo --cut L2, --heal, --kill, --start, --freeze, --thaw,%n");
        out.printf("  and --cloud closed, deaf, portal, refusing, locked, well%n");
        out.printf("  Data and logs are in %s; --fresh begins anew. Ctrl-C ends everything.%n%n", setup.dir());
        out.flush();
    }
}
