package tillmesh.planted.lower;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import tillmesh.planted.upper.Allowed;

/** Breaks every law once, so that HouseTest can show that it would be seen. */
@Tag("a library without a row")
final class Reaching {
    private final LongSupplier clock = System::nanoTime;

    String reach() {
        return new Allowed() + Thread.currentThread().getName() + System.nanoTime() + clock;
    }
}
