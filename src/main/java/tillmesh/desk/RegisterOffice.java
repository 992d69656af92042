package tillmesh.desk;

import java.util.function.Consumer;

/** Has Odoo make registers. Production: Odoo over HTTP. */
@FunctionalInterface
public interface RegisterOffice {
    /**
     * Has a register made, or finds it if it was made before. The same key always gives the same register, however often and
     * from however many lanes it is asked for. Called on the loop thread, must return at once and must not throw.
     *
     * @param key names the register for ever
     * @param answered to be told once, on any thread, within two minutes
     */
    void make(String key, String name, boolean cash, Consumer<Answer> answered);

    /** What came of it. */
    sealed interface Answer {
        /** It is there. @param configId its number there */
        record Made(long configId) implements Answer {}

        /** Odoo does not make it. @param reason one sentence for people */
        record Refused(String reason) implements Answer {}

        /** Nobody knows whether it was made; asking again is right. @param why a few words, without secrets */
        record Silent(String why) implements Answer {}
    }
}
