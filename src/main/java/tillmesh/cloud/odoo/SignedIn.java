package tillmesh.cloud.odoo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs in once for all calls, and once more when a call hears that it is not signed in any more. Any thread; calls that come
 * while somebody signs in wait for the same answer.
 */
final class SignedIn {
    private final Supplier<CompletableFuture<OdooAnswer>> signIn;
    private final AtomicReference<@Nullable CompletableFuture<OdooAnswer>> pass = new AtomicReference<>();

    /** @param signIn asks for what calls must show; {@link OdooAnswer.Said} is kept, anything else asked for again */
    SignedIn(Supplier<CompletableFuture<OdooAnswer>> signIn) {
        this.signIn = signIn;
    }

    /** Makes a call with what the sign-in gave. */
    CompletableFuture<OdooAnswer> call(Function<OdooAnswer.Said, CompletableFuture<OdooAnswer>> call) {
        CompletableFuture<OdooAnswer> first = pass();
        return once(first, call).thenCompose(answer -> {
            boolean shown = first.getNow(null) instanceof OdooAnswer.Said;
            if (!shown || !over(answer)) {
                return CompletableFuture.completedFuture(answer);
            }
            pass.compareAndSet(first, null);
            return once(pass(), call);
        });
    }

    // Who may not do it signs in in vain, once for each call; who was signed out goes on.
    private static boolean over(OdooAnswer answer) {
        return answer instanceof OdooAnswer.Failed failed
                && (failed.signedOut() || failed.name().equals("AccessDenied"));
    }

    private static CompletableFuture<OdooAnswer> once(
            CompletableFuture<OdooAnswer> pass, Function<OdooAnswer.Said, CompletableFuture<OdooAnswer>> call) {
        return pass.thenCompose(answer ->
                answer instanceof OdooAnswer.Said said ? call.apply(said) : CompletableFuture.completedFuture(answer));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is asked here completes the future that is returned.
    private CompletableFuture<OdooAnswer> pass() {
        CompletableFuture<OdooAnswer> known = pass.get();
        if (known != null) {
            return known;
        }
        CompletableFuture<OdooAnswer> fresh = new CompletableFuture<>();
        if (!pass.compareAndSet(null, fresh)) {
            return pass();
        }
        signIn.get().thenAccept(answer -> {
            if (!(answer instanceof OdooAnswer.Said)) {
                pass.compareAndSet(fresh, null);
            }
            fresh.complete(answer);
        });
        return fresh;
    }
}
