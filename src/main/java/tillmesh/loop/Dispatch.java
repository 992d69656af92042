package tillmesh.loop;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import tillmesh.fault.Check;

/**
 * A table from message type to handler. {@link Table#build()} walks the sealed hierarchy and refuses a type without a
 * handler, so a hole is found at start-up and in every test, not on a Saturday evening.
 *
 * @param <W> who asks
 * @param <M> the sealed message type
 * @param <R> what a handler answers
 */
public final class Dispatch<W, M, R> {
    private final Map<Class<?>, Handler<W, M, R>> handlers;

    private Dispatch(Map<Class<?>, Handler<W, M, R>> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    /** What is done for one message type. */
    @FunctionalInterface
    public interface Handler<W, M, R> {
        /** Handles the message on the loop thread. */
        R handle(W who, M message);
    }

    /** Starts a table over a sealed interface. */
    public static <W, M, R> Table<W, M, R> over(Class<M> sealed) {
        return new Table<>(sealed);
    }

    /** Hands the message to the handler of its type. */
    public R handle(W who, M message) {
        Handler<W, M, R> handler = handlers.get(message.getClass());
        Check.that(handler != null, "no handler for %s", message.getClass());
        return java.util.Objects.requireNonNull(handler).handle(who, message);
    }

    /** A table being laid. */
    public static final class Table<W, M, R> {
        private final Class<M> sealed;
        private final Map<Class<?>, Handler<W, M, R>> handlers = new HashMap<>();

        private Table(Class<M> sealed) {
            this.sealed = sealed;
        }

        /** Adds one row. */
        public <T extends M> Table<W, M, R> on(Class<T> type, Handler<W, T, R> handler) {
            Handler<W, M, R> widened = (who, message) -> handler.handle(who, type.cast(message));
            Check.that(handlers.put(type, widened) == null, "two handlers for %s", type);
            return this;
        }

        /** The finished table. @throws AssertionError naming each permitted type that has no row */
        public Dispatch<W, M, R> build() {
            var missing = permitted(sealed)
                    .filter(type -> !handlers.containsKey(type))
                    .map(Class::getSimpleName)
                    .toList();
            Check.that(missing.isEmpty(), "no handler for %s", missing);
            return new Dispatch<>(handlers);
        }

        private static Stream<Class<?>> permitted(Class<?> type) {
            Class<?>[] below = type.getPermittedSubclasses();
            return below == null ? Stream.of(type) : Stream.of(below).flatMap(Table::permitted);
        }
    }
}
