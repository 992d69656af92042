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

    /** @param wanted {@code peer.bind}; empty: the only private IPv4 address. @throws Fault when there is none, or a choice */
    static InetAddress bind(String wanted) {
        try {
            return wanted.isEmpty() ? only(candidates()) : InetAddress.getByName(wanted);
        } catch (UnknownHostException e) {
            throw fault("peer.bind = " + wanted + " is no address of this machine", e);
        } catch (SocketException e) {
            throw fault("the network interfaces of this machine cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Chooses only where there is no choice: the wrong network would be a shop that silently falls apart. */
    static InetAddress only(List<InetAddress> found) {
        if (found.size() == 1) {
            return found.get(0);
        }
        String addresses =
                found.stream().map(InetAddress::getHostAddress).toList().toString();
        throw fault(
                found.isEmpty()
                        ? "this machine has no private IPv4 address that other lanes could reach"
                        : "this machine has several addresses, and only you know which one is the shop's: " + addresses,
                null);
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
