package tillmesh.peer.jgroups;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** This machine's place in the shop's network. Asks the interfaces, never the name of the machine: that one often is 127.0.1.1. */
final class ShopNetwork {
    /** The address that every machine of the network of its sender hears, where nothing better is known. */
    private static final String EVERYBODY = "255.255.255.255";
    // Networks that exist inside this machine only.
    private static final Pattern INSIDE = Pattern.compile("(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel).*");

    private ShopNetwork() {}

    /**
     * Where this lane is reached.
     *
     * @param wanted {@code peer.bind}; empty: the only private IPv4 address
     * @throws Fault to be tried again when there is none now, as when the cable is out; for somebody to mend when there is a choice
     */
    static InetAddress bind(String wanted) {
        try {
            return wanted.isEmpty() ? only(candidates()) : here(InetAddress.getByName(wanted));
        } catch (UnknownHostException e) {
            throw fault("peer.bind = " + wanted + " is no address of this machine", e);
        } catch (SocketException e) {
            throw fault("the network interfaces of this machine cannot be listed: " + e.getMessage(), e);
        }
    }

    // A machine whose cable is out may have no address at all for a while; and one that was written wrongly looks the
    // same.
    private static InetAddress here(InetAddress wanted) throws SocketException {
        NetworkInterface owner = wanted.isAnyLocalAddress() ? null : NetworkInterface.getByInetAddress(wanted);
        if (wanted.isAnyLocalAddress() || (owner != null && owner.isUp())) {
            return wanted;
        }
        throw new Fault(
                Remedy.RETRY,
                "this machine has not the address " + wanted.getHostAddress() + " now",
                "look at the network cable and at peer.bind");
    }

    /** Chooses only where there is no choice: the wrong network would be a shop that silently falls apart. */
    static InetAddress only(List<InetAddress> found) {
        if (found.size() == 1) {
            return found.get(0);
        }
        String addresses =
                found.stream().map(InetAddress::getHostAddress).toList().toString();
        if (found.isEmpty()) {
            throw new Fault(
                    Remedy.RETRY,
                    "this machine has no private IPv4 address now that other lanes could reach",
                    "look at the network cable, or write this machine's address in the shop's network as peer.bind");
        }
        throw fault(
                "this machine has several addresses, and only you know which one is the shop's: " + addresses, null);
    }

    /** Where a broadcast to the neighbours of an address goes. */
    static String broadcast(InetAddress bind) {
        try {
            NetworkInterface owner = NetworkInterface.getByInetAddress(bind);
            return owner == null
                    ? EVERYBODY
                    : owner.getInterfaceAddresses().stream()
                            .filter(one -> one.getAddress().equals(bind))
                            .map(InterfaceAddress::getBroadcast)
                            .filter(Objects::nonNull)
                            .map(InetAddress::getHostAddress)
                            .findFirst()
                            .orElse(EVERYBODY);
        } catch (SocketException e) {
            return EVERYBODY;
        }
    }

    private static List<InetAddress> candidates() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(ShopNetwork::outside)
                .flatMap(NetworkInterface::inetAddresses)
                .filter(one -> one instanceof Inet4Address && one.isSiteLocalAddress())
                .toList();
    }

    private static boolean outside(NetworkInterface one) {
        try {
            return one.isUp()
                    && !one.isLoopback()
                    && !one.isPointToPoint()
                    && !INSIDE.matcher(one.getName()).matches();
        } catch (SocketException e) {
            return false;
        }
    }

    private static Fault fault(String what, @Nullable Exception cause) {
        return new Fault(
                Remedy.CALL_SOMEONE, what, "write this machine's address in the shop's network as peer.bind", cause);
    }
}
