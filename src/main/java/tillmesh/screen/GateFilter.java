package tillmesh.screen;

import java.net.InetSocketAddress;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Stands before WebSocket and HTTP alike: refuses foreign hosts and origins, bodies beyond the limit, and one socket too
 * many, each with a sentence, and answers preflights. Io threads.
 */
final class GateFilter extends BaseFilter {
    /** A request body may have so many bytes. */
    static final int BODY_BYTES_MAX = 64 * 1024;

    private final Gate gate;
    private final Visits visits;

    /** @param gate the rules @param visits who is here */
    GateFilter(Gate gate, Visits visits) {
        this.gate = gate;
        this.visits = visits;
    }

    @Override
    public NextAction handleAccept(FilterChainContext ctx) {
        return visits.arrived(ctx.getConnection()) ? ctx.getInvokeAction() : ctx.getStopAction();
    }

    // Grizzly takes the body of any request with an Upgrade header for the other protocol's; only WebSocket is one
    // here,
    // so a client that offers h2c is simply answered.
    @Override
    public NextAction handleEvent(FilterChainContext ctx, FilterChainEvent event) {
        if (event instanceof HttpEvents.IncomingHttpUpgradeEvent upgrade
                && upgrade.getHttpHeader() instanceof HttpRequestPacket request
                && !Upgrades.asked(request)) {
            request.setUpgrade(null);
            request.setIgnoreContentModifiers(false);
        }
        return ctx.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        Connection<?> connection = ctx.getConnection();
        HttpContent content = ctx.getMessage();
        Visits.State state = visits.state(connection);
        if (state == Visits.State.SOCKET) {
            return ctx.getInvokeAction();
        }
        if (state == Visits.State.TURNED_AWAY) {
            return leaveAfter(ctx, content);
        }
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        visits.asked(connection);
        if (judge(ctx, request)) {
            return ctx.getInvokeAction();
        }
        visits.turnAway(connection);
        return leaveAfter(ctx, content);
    }

    /** @return false when the request was answered here */
    private boolean judge(FilterChainContext ctx, HttpRequestPacket request) {
        InetSocketAddress local = (InetSocketAddress) ctx.getConnection().getLocalAddress();
        String origin = request.getHeader("Origin");
        boolean trusted = gate.trustsOrigin(origin, local);
        boolean upgrade = Upgrades.asked(request);
        boolean preflight = Method.OPTIONS.equals(request.getMethod());
        boolean harmless =
                preflight || Method.GET.equals(request.getMethod()) || Method.HEAD.equals(request.getMethod());
        if (!gate.knowsHost(onlyHost(request), local)) {
            Answers.refuse(
                    ctx,
                    request,
                    421,
                    "This Host name is not served here; screen.hosts lists the names besides localhost.");
        } else if (!trusted && (upgrade || preflight || !harmless)) {
            Answers.refuse(
                    ctx,
                    request,
                    403,
                    "Pages of this Origin may not use this node; screen.origins lists those that may.");
        } else if (preflight) {
            allow(request, origin);
            Answers.empty(ctx, request, 204);
        } else if (upgrade && !Upgrades.isWellFormed(request)) {
            request.getResponse().setHeader("Sec-WebSocket-Version", "13");
            Answers.refuse(ctx, request, 426, "A WebSocket of version 13 with a Sec-WebSocket-Key is served here.");
        } else if (upgrade && !visits.hasRoomForSocket()) {
            Answers.refuse(ctx, request, 503, "This node has as many screens as screen.connections-max allows.");
        } else if (!harmless && request.isChunked()) {
            Answers.refuse(ctx, request, 411, "A request body needs a Content-Length.");
        } else if (request.getContentLength() > BODY_BYTES_MAX) {
            Answers.refuse(ctx, request, 413, "A request body may have " + BODY_BYTES_MAX + " bytes.");
        } else {
            allow(request, trusted ? origin : null);
            return true;
        }
        return false;
    }

    private static @Nullable String onlyHost(HttpRequestPacket request) {
        MimeHeaders headers = request.getHeaders();
        String only = null;
        for (String host : headers.values(Header.Host)) {
            if (only != null) {
                return null;
            }
            only = host;
        }
        return only;
    }

    private static void allow(HttpRequestPacket request, @Nullable String origin) {
        HttpResponsePacket response = request.getResponse();
        response.setHeader(Header.Vary, "Origin");
        if (origin == null) {
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
        response.setHeader("Access-Control-Allow-Headers", "Content-Type, Authorization");
        if (request.getHeader("Access-Control-Request-Private-Network") != null) {
            response.setHeader("Access-Control-Allow-Private-Network", "true");
        }
    }

    /** Lets the rest of a refused request run out, so that the answer is not lost to a reset; then hangs up. */
    private static NextAction leaveAfter(FilterChainContext ctx, HttpContent content) {
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        if (content.isLast() || Upgrades.asked(request) || !request.isExpectContent()) {
            ctx.getConnection().closeSilently();
        }
        content.recycle();
        return ctx.getStopAction();
    }
}
