package tillmesh.planted.upper;

/** Does what its row allows. */
public final class Allowed {
    @Override
    public String toString() {
        return Thread.currentThread().getName() + System.nanoTime();
    }
}
