package tillmesh.lease;

import org.jspecify.annotations.Nullable;

/**
 * That a screen has an order or a table. It has no time of its own: it is in force as long as the session of its home is.
 *
 * @param resource what is held
 * @param standing firm claims have one slot for each resource, provisional ones one for each home, so that what was said
 *     while cut off never hides what a majority had agreed on
 * @param token under which the holder writes
 * @param holder by whom; null when it was given back
 * @param home through which lane
 * @param version which state of the record this is
 */
public record Claim(
        Resource resource,
        Standing standing,
        Token token,
        @Nullable Holder holder,
        Home home,
        Version version) implements Fact {

    @Override
    public String key() {
        String slot = standing == Standing.FIRM ? "firm" : home.disk();
        return "claim/" + resource.kind() + "/" + slot + "/" + resource.key();
    }

    @Override
    public Claim as(Version newer) {
        return new Claim(resource, standing, token, holder, home, newer);
    }

    /** The same claim with another worth. */
    public Claim as(Standing other) {
        return new Claim(resource, other, token, holder, home, version);
    }

    /** The same claim under a new token. */
    public Claim under(Token fresh, Version newer) {
        return new Claim(resource, standing, fresh, holder, home, newer);
    }

    /** The record of its having been given back. */
    public Claim ended(Version newer) {
        return new Claim(resource, standing, token, null, home, newer);
    }

    /** Whether that screen holds it. */
    public boolean by(Holder other) {
        return holder != null && holder.screen().equals(other.screen());
    }

    /** The holder's name for people; empty when nobody holds it. */
    public String display() {
        return holder == null ? "" : holder.display();
    }
}
