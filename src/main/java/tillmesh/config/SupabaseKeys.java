package tillmesh.config;

/** The settings of the Supabase cloud; a part of {@link Keys}. */
final class SupabaseKeys {
    static final Key<String> URL = Key.optional(
            "cloud.supabase.url",
            "",
            Forms.unless("", Addresses::service),
            "Where the Supabase project of the shop is, such as https://abc.supabase.co. Empty: there is none.");
    static final Key<Secret> KEY = new Key<>(
            "cloud.supabase.key",
            "",
            Forms::token,
            "The project's publishable or anon key; a service key works too, and may do far more than a lane needs.",
            Key.Kind.SECRET);
    static final Key<Secret> TOKEN = new Key<>(
            "cloud.supabase.token",
            "",
            Forms::token,
            "A token of this shop, signed for the project, that names tenant and store. Needed unless the key is a service key.",
            Key.Kind.SECRET);
    static final Key<NodeConfig.Supabase.Via> VIA = Key.optional(
            "cloud.supabase.via",
            "rpc",
            Forms::via,
            "What is called: rpc (the database) or function (the edge function sync-pos-message, for a slow line: it takes"
                    + " compressed batches).");

    private SupabaseKeys() {}
}
