package tillmesh.screen;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;
import tillmesh.fault.Check;
import tillmesh.screen.hub.HubEndpoint;

/** Tyrus with exactly one endpoint, at {@code /}, registered by hand: nothing is scanned. */
final class OneEndpoint extends TyrusServerContainer {
    // Tyrus may hold one frame and what was read with it; a frame beyond our own bound never gets that far.
    private static final int READ_AHEAD_BYTES = 1024 * 1024;

    private final TyrusWebSocketEngine engine;

    /** @param endpoint for every socket @param frameBytesMax the longest frame that is read at all */
    OneEndpoint(HubEndpoint endpoint, long frameBytesMax) {
        super(Set.<Class<?>>of());
        int buffer = (int) Math.min(Integer.MAX_VALUE, frameBytesMax + READ_AHEAD_BYTES);
        engine = TyrusWebSocketEngine.builder(this).incomingBufferSize(buffer).build();
        register(ServerEndpointConfig.Builder.create(HubEndpoint.class, "/")
                .configurator(new Always(endpoint))
                .build());
    }

    @Override
    public void register(Class<?> endpointClass) {
        throw new UnsupportedOperationException("there is one endpoint");
    }

    @Override
    public void register(ServerEndpointConfig config) {
        try {
            engine.register(config, "/");
        } catch (DeploymentException e) {
            Check.that(false, "Tyrus refuses the endpoint: %s", e);
        }
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    /** Hands out the one endpoint and lets every Origin pass: the gate stands in front. */
    private static final class Always extends ServerEndpointConfig.Configurator {
        private final HubEndpoint endpoint;

        Always(HubEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(endpoint);
        }

        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }
    }
}
