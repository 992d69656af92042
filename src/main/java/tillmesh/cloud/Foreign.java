package tillmesh.cloud;

/**
 * Something that a cloud gives out to the shop.
 *
 * @param id its name there, the same for ever, 1 to 200 characters
 * @param type what it is, as the cloud calls it
 * @param subject about what; may be empty
 * @param json all of it, as it came
 */
public record Foreign(String id, String type, String subject, String json) {
    /** Longer names are not taken. */
    public static final int ID_LENGTH_MAX = 200;
}
