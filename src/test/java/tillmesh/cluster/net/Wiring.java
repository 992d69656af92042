package tillmesh.cluster.net;

import java.util.ArrayList;
import java.util.List;

/**
 * A switch and cables for some machines, each a network namespace. A packet is dropped where it arrives, so a cut of one
 * direction is one rule. One thread.
 */
final class Wiring implements AutoCloseable {
    private static final String NEEDED =
            "this test makes network namespaces, for which it needs root, ip and iptables (packages iproute2 and iptables);"
                    + " give it these, or leave it out with -Dskip.namespaces=true. What failed: ";

    private final String name = "till" + ProcessHandle.current().pid();
    private final int machines;
    private final Thread atExit = new Thread(this::remove, "wiring-removed");

    private Wiring(int machines) {
        this.machines = machines;
    }

    /** Lays the cables. @throws AssertionError in one sentence when this user or machine cannot */
    static Wiring of(int machines) {
        Wiring wiring = new Wiring(machines);
        Runtime.getRuntime().addShutdownHook(wiring.atExit);
        try {
            wiring.lay();
            return wiring;
        } catch (IllegalStateException e) {
            wiring.close();
            throw new AssertionError(NEEDED + e.getMessage(), e);
        }
    }

    private void lay() {
        Commands.run("ip netns add " + hub());
        Commands.run("ip -n " + hub() + " link add br0 type bridge");
        Commands.run("ip -n " + hub() + " link set br0 up");
        for (int machine = 1; machine <= machines; machine++) {
            String space = space(machine);
            Commands.run("ip netns add " + space);
            Commands.run("ip -n " + space + " link set lo up");
            Commands.run("ip link add eth0 netns " + space + " type veth peer name port" + machine + " netns " + hub());
            Commands.run("ip -n " + hub() + " link set port" + machine + " master br0 up");
            Commands.run("ip -n " + space + " addr add " + address(machine) + "/24 dev eth0");
            Commands.run("ip -n " + space + " link set eth0 up");
            Commands.run(inside(machine) + "iptables -L -n");
        }
    }

    private String hub() {
        return name + "-hub";
    }

    /** The namespace of a machine, from 1. */
    String space(int machine) {
        return name + "-" + machine;
    }

    /** What stands before a command that is to run on a machine. */
    String inside(int machine) {
        return "ip netns exec " + space(machine) + " ";
    }

    String address(int machine) {
        return "10.77.0." + machine;
    }

    int machines() {
        return machines;
    }

    /** One does not hear another any more. */
    void deafen(int machine, int to) {
        Commands.run(inside(machine) + "iptables -A INPUT -s " + address(to) + " -j DROP");
    }

    /** Neither hears the other. */
    void cut(int one, int other) {
        deafen(one, other);
        deafen(other, one);
    }

    /** A part of what a machine should hear from others is lost. @param percent of the packets */
    void lose(int machine, int percent) {
        Commands.run(inside(machine) + "iptables -A INPUT -i eth0 -m statistic --mode random --probability 0."
                + String.format("%02d", percent) + " -j DROP");
    }

    /** The cable of a machine is out: it sees that itself. */
    void unplug(int machine) {
        Commands.run("ip -n " + hub() + " link set port" + machine + " down");
    }

    /** A machine's line gets so slow that packets wait, up to two seconds. @return false where the kernel cannot */
    boolean slow(int machine) {
        return Commands.works(
                "tc -n " + space(machine) + " qdisc replace dev eth0 root tbf rate 200kbit burst 4kb latency 2s");
    }

    /** All is as it was at first. */
    void mend() {
        for (int machine = 1; machine <= machines; machine++) {
            Commands.run(inside(machine) + "iptables -F INPUT");
            Commands.run("ip -n " + hub() + " link set port" + machine + " up");
            Commands.works("tc -n " + space(machine) + " qdisc del dev eth0 root");
        }
    }

    private void remove() {
        List<String> spaces = new ArrayList<>(List.of(hub()));
        for (int machine = 1; machine <= machines; machine++) {
            spaces.add(space(machine));
        }
        spaces.forEach(space -> Commands.works("ip netns del " + space));
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
