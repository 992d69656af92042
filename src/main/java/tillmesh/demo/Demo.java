package tillmesh.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import tillmesh.config.NodeConfig;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.node.Ending;
import tillmesh.node.Node;

/** A lane with a seeded shop, for a person to look at. Closed once. */
public final class Demo implements AutoCloseable {
    private final Node node;
    private final Shoppers shoppers;

    private Demo(Node node, Shoppers shoppers) {
        this.node = node;
        this.shoppers = shoppers;
    }

    /**
     * Starts a node, tells it what the shop sells, and sends scripted screens shopping.
     *
     * @param config of the lane; {@code auth.mode} is dev
     * @param fresh whether what an earlier demo left in the data folder is deleted first
     * @param count how many scripted screens, 0 and up
     * @param out where to say what there is to see
     * @throws tillmesh.fault.Fault when the node cannot be started
     */
    public static Demo start(NodeConfig config, boolean fresh, int count, PrintStream out) {
        Path dir = config.data().dir().toAbsolutePath().normalize();
        if (fresh) {
            erase(dir);
        }
        Node node = Node.start(config, Ending.process());
        URI lane = URI.create(node.address().replaceFirst("http", "ws") + "/");
        try (Till office = Till.open(HttpClient.newHttpClient(), lane, "demo-office", "Office", "manager")) {
            Catalog.seed(office);
        }
        Shoppers shoppers = new Shoppers(lane, out);
        tell(node.address(), dir, out);
        if (count > 0) {
            shoppers.begin(count);
        }
        return new Demo(node, shoppers);
    }

    private static void tell(String address, Path dir, PrintStream out) {
        out.printf("Tillmesh demo: one lane with products and tables.%n");
        out.printf("  the board          %s/%n", address);
        out.printf("  a till             %s/till?name=Ana&device=till-1%n", address);
        out.printf("  a second till      %s/till?name=Ben&device=till-2%n", address);
        out.printf("  a manager's till   %s/till?name=Eva&role=manager&device=till-3%n", address);
        out.printf("  its data           %s (start with --fresh to begin anew)%n", dir);
        out.printf("Sell, hold, pay and reopen orders in two windows. Ctrl-C ends everything.%n");
        out.flush();
    }

    // Only the folder that the demo names; links in it are not followed.
    private static void erase(Path dir) {
        if (!Files.exists(dir)) {
            return;
        }
        // A typing error in a path must never cost anybody a folder of theirs.
        if (!Files.exists(dir.resolve("store.marker"))) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    dir + " is not the data folder of a lane, so it is not deleted",
                    "leave --fresh out, or name the folder of an earlier demo");
        }
        try {
            Files.walkFileTree(dir, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path folder, @org.jspecify.annotations.Nullable IOException trouble) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's old data in " + dir + " cannot be deleted", e);
        }
    }

    @Override
    public void close() {
        shoppers.close();
        node.close();
    }
}
