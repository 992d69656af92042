package tillmesh.screen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class GateTest {
    private final InetSocketAddress local = at(127, 0, 0, 1);

    @Test
    void the_names_of_this_machine_are_known_with_any_port() {
        Gate gate = gate(limits -> limits.hosts = List.of("Till-1.local"));

        for (String host :
                List.of("localhost", "LOCALHOST:1", "127.0.0.1:8766", "[::1]:8766", "[::1]", "till-1.local:80")) {
            assertTrue(gate.knowsHost(host, local), host);
        }
    }

    @Test
    void every_other_name_is_foreign_however_it_is_dressed_up() {
        Gate gate = gate(limits -> {});

        for (String host : List.of(
                "evil.example",
                "localhost.evil.example",
                "localhost:80:80",
                "localhost@evil.example",
                "localhost/x",
                "127.0.0.1.evil.example",
                "",
                ":8766",
                "::1",
                "[::1",
                "127.0.0.2",
                "0.0.0.0",
                "localhost evil")) {
            assertFalse(gate.knowsHost(host, local), host);
        }
        assertFalse(gate.knowsHost(null, local));
    }

    @Test
    void the_address_a_request_arrived_at_is_a_known_name() {
        Gate gate = gate(limits -> limits.host = "0.0.0.0");

        assertTrue(gate.knowsHost("192.168.1.5:8766", at(192, 168, 1, 5)));
        assertFalse(gate.knowsHost("192.168.1.6:8766", at(192, 168, 1, 5)));
        assertTrue(gate.trustsOrigin("http://192.168.1.5:8766", at(192, 168, 1, 5)));
    }

    @Test
    void own_pages_are_trusted_from_both_ports_and_programs_without_origin_too() {
        Gate gate = gate(limits -> {});

        for (String origin : List.of(
                "http://localhost:8766", "http://localhost:8765", "https://127.0.0.1:8766", "http://[::1]:8765")) {
            assertTrue(gate.trustsOrigin(origin, local), origin);
        }
        assertTrue(gate.trustsOrigin(null, local));
    }

    @Test
    void every_other_page_is_foreign() {
        Gate gate = gate(limits -> {});

        for (String origin : List.of(
                "null",
                "",
                "http://localhost",
                "http://localhost:3000",
                "https://localhost",
                "file://",
                "localhost:8766",
                "http://evil.example:8766",
                "http://localhost:8766.evil.example",
                "http://localhost:8766@evil.example",
                "ftp://localhost:8766",
                "http://localhost:99999999999")) {
            assertFalse(gate.trustsOrigin(origin, local), origin);
        }
    }

    @Test
    void a_listed_origin_is_trusted_exactly() {
        Gate gate = gate(limits -> limits.origins = List.of("https://Till.example/", "null"));

        assertTrue(gate.trustsOrigin("https://till.example", local));
        assertTrue(gate.trustsOrigin("null", local));
        assertFalse(gate.trustsOrigin("http://till.example", local));
        assertFalse(gate.trustsOrigin("https://till.example:444", local));
        assertFalse(gate.trustsOrigin("https://a.till.example", local));
    }

    @Test
    void the_default_port_of_a_scheme_counts_as_its_port() {
        Gate gate = gate(limits -> limits.port = 443);

        assertTrue(gate.trustsOrigin("https://localhost", local));
        assertFalse(gate.trustsOrigin("http://localhost", local));
    }

    private static Gate gate(Consumer<Limits> narrowing) {
        Limits limits = new Limits();
        limits.port = 8766;
        limits.hubPort = 8765;
        narrowing.accept(limits);
        return new Gate(limits.config());
    }

    private static InetSocketAddress at(int a, int b, int c, int d) {
        try {
            byte[] address = {(byte) a, (byte) b, (byte) c, (byte) d};
            return new InetSocketAddress(InetAddress.getByAddress(address), 8766);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
