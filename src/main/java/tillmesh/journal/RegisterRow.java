package tillmesh.journal;

import org.jspecify.annotations.Nullable;

/**
 * A register (a point of sale) of the shop.
 *
 * @param key the name of the entry that made it
 * @param name for people; null until that entry has come
 * @param cash whether it takes cash
 * @param made local number of the entry that made it
 * @param configId its number in Odoo, null until it is there
 * @param pushed local number of the entry that says so
 * @param round how often somebody had it tried again
 * @param tries how often Odoo refused it in this round
 * @param reason why it did the last time
 */
public record RegisterRow(
        String key,
        @Nullable String name,
        boolean cash,
        @Nullable Long made,
        @Nullable Long configId,
        @Nullable Long pushed,
        int round,
        int tries,
        @Nullable String reason) {
    /** So often Odoo may refuse a register before it is set aside. */
    public static final int TRIES_MOST = 5;

    /** How far it is. */
    public enum State {
        /** Odoo will be asked for it. */
        WAITING,
        /** Odoo has it. */
        MADE,
        /** Odoo refused it too often; somebody has to have it tried again. */
        SET_ASIDE
    }

    /** See {@link State}. */
    public State state() {
        return configId != null ? State.MADE : tries >= TRIES_MOST ? State.SET_ASIDE : State.WAITING;
    }

    long seal() {
        return Seal.of("register", key, name, cash, made, configId, pushed, round, tries, reason);
    }

    /** A register of which nothing is known yet. */
    public static RegisterRow unknown(String key) {
        return new RegisterRow(key, null, false, null, null, null, 0, 0, null);
    }

    /** Somebody made it. */
    public RegisterRow made(String called, boolean takesCash, long entry) {
        return new RegisterRow(key, called, takesCash, entry, configId, pushed, round, tries, reason);
    }

    /** Odoo has it. Two lanes that pushed it at once were given the same number; if not, the lower one counts everywhere. */
    public RegisterRow pushed(long number, long entry) {
        return configId != null && configId <= number
                ? this
                : new RegisterRow(key, name, cash, made, number, entry, round, tries, reason);
    }

    /** Odoo refused it. */
    public RegisterRow refused(int inRound, int time, String why) {
        boolean older = inRound < round || (inRound == round && time < tries);
        boolean same = inRound == round && time == tries && reason != null && reason.compareTo(why) >= 0;
        return older || same ? this : new RegisterRow(key, name, cash, made, configId, pushed, inRound, time, why);
    }

    /** Somebody had it tried again. */
    public RegisterRow again(int inRound) {
        return inRound <= round ? this : new RegisterRow(key, name, cash, made, configId, pushed, inRound, 0, null);
    }

    /** A row as stored. */
    record Row(
            String key,
            @Nullable String name,
            boolean cash,
            @Nullable Long made,
            @Nullable Long configId,
            @Nullable Long pushed,
            int round,
            int tries,
            @Nullable String reason,
            long seal) {
        RegisterRow checked() {
            RegisterRow row = new RegisterRow(key, name, cash, made, configId, pushed, round, tries, reason);
            Seal.check(seal, row.seal(), "the row of a register");
            return row;
        }
    }
}
