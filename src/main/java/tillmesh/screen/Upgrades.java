package tillmesh.screen;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.Utils;
import org.glassfish.tyrus.spi.UpgradeResponse;
import tillmesh.screen.hub.HubEndpoint;

/** Between an HTTP request that wants to become a WebSocket and Tyrus's idea of one. */
final class Upgrades {
    private Upgrades() {}

    /** Whether the request asks for a WebSocket. */
    static boolean asked(HttpRequestPacket request) {
        return Method.GET.equals(request.getMethod())
                && "websocket".equalsIgnoreCase(request.getHeader(Header.Upgrade));
    }

    /** Whether it has what a handshake needs. */
    static boolean isWellFormed(HttpRequestPacket request) {
        return "13".equals(request.getHeader("Sec-WebSocket-Version"))
                && request.getHeader("Sec-WebSocket-Key") != null;
    }

    /** The request as Tyrus wants it. Every path leads to the one endpoint, so the path the client named is left out. */
    static RequestContext request(HttpRequestPacket packet, long line) {
        InetSocketAddress local = (InetSocketAddress) packet.getConnection().getLocalAddress();
        RequestContext request = RequestContext.Builder.create()
                .requestURI(URI.create("/"))
                .parameterMap(Map.of(HubEndpoint.LINE, new String[] {Long.toString(line)}))
                .remoteAddr(packet.getRemoteAddress())
                .serverAddr(local.getHostString())
                .serverPort(local.getPort())
                .tyrusProperties(Map.of())
                .build();
        for (String name : packet.getHeaders().names()) {
            List<String> values = new ArrayList<>();
            for (String value : packet.getHeaders().values(name)) {
                values.addAll(Utils.parseHeaderValue(value.trim()));
            }
            request.getHeaders().put(name, values);
        }
        return request;
    }

    /** Sends what Tyrus answered. */
    static void answer(FilterChainContext ctx, HttpRequestPacket packet, UpgradeResponse answer) {
        HttpResponsePacket response = packet.getResponse();
        response.setProtocol(Protocol.HTTP_1_1);
        response.setStatus(answer.getStatus());
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, Utils.getHeaderFromList(values)));
        if (answer.getStatus() != 101) {
            response.setHeader(Header.Connection, "close");
            response.setContentLength(0);
        }
        ctx.write(HttpContent.builder(response).last(answer.getStatus() != 101).build());
    }
}
