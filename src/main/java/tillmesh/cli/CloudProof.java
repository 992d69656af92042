package tillmesh.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tillmesh.cloud.Audit;
import tillmesh.cloud.Audit.Finding;
import tillmesh.cloud.Audit.Range;
import tillmesh.cloud.FarLedger;
import tillmesh.cloud.supabase.SupabaseCloud;
import tillmesh.cloud.supabase.SupabaseLedger;
import tillmesh.config.NodeConfig;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.node.Offline;

/** Asks the cloud what it has and compares it with what it acknowledged; sends what is missing once more when told to. */
final class CloudProof {
    private static final int RANGES_SHOWN = 20;
    private static final long PROGRESS_EVERY = 100_000;

    private final NodeConfig config;
    private final Path database;
    private final PrintStream progress;
    private long toldAt;

    /** @param progress for a line now and then while it takes long */
    CloudProof(NodeConfig config, Path database, PrintStream progress) {
        this.config = config;
        this.database = database;
        this.progress = progress;
    }

    /** @param resent how many entries were sent again and confirmed @param streams what was found, after that */
    record Proved(boolean whole, long missing, long changed, long resent, List<Stream> streams) {}

    /** A {@link Finding} for programs: ranges and entries by their names. @param there how many the cloud has */
    record Stream(
            String stream,
            long from,
            long upto,
            long unsent,
            long there,
            List<String> missing,
            List<String> changed,
            long unknown) {
        static Stream of(Finding found) {
            return new Stream(
                    found.stream().toString(),
                    found.from(),
                    found.upto(),
                    found.unsent(),
                    found.there(),
                    found.missing().stream().map(Range::toString).toList(),
                    found.changed().stream().map(Object::toString).toList(),
                    found.unknown());
        }
    }

    Proved prove(boolean resend) {
        NodeConfig.Supabase project = config.cloud().supabase();
        if (!project.on()) {
            throw new Fault(
                    Remedy.CALL_SOMEONE, "no cloud is configured that could be asked", "set cloud.supabase.url");
        }
        try (Offline offline = new Offline(database);
                FarLedger far = new SupabaseLedger(project, config.store())) {
            Audit audit = new Audit(offline.sent(SupabaseCloud.NAME), far, this::compared);
            List<Finding> found = audit.compare();
            long resent = 0;
            if (resend && found.stream().anyMatch(finding -> finding.lost() > 0)) {
                for (Finding finding : found) {
                    resent += audit.resend(finding);
                }
                found = audit.compare();
            }
            long missing = found.stream().mapToLong(Finding::lost).sum();
            long changed = found.stream().mapToLong(one -> one.changed().size()).sum();
            return new Proved(
                    missing + changed == 0,
                    missing,
                    changed,
                    resent,
                    found.stream().map(Stream::of).toList());
        }
    }

    private void compared(long entries) {
        if (entries - toldAt >= PROGRESS_EVERY) {
            toldAt = entries;
            progress.println(entries + " entries compared");
        }
    }

    static void print(Proved proved, PrintStream out) {
        for (Stream finding : proved.streams()) {
            out.printf(
                    "%s  %s%s%s%n",
                    finding.stream(),
                    finding.upto() < finding.from()
                            ? "nothing acknowledged that is still here"
                            : new Range(finding.from(), finding.upto()) + " acknowledged",
                    finding.unsent() > 0 ? ", " + finding.unsent() + " to be sent" : "",
                    finding.unknown() > 0 ? ", up to " + finding.unknown() + " there that are not on this disk" : "");
            if (!finding.missing().isEmpty()) {
                out.println("  missing there: " + ranges(finding.missing()));
            }
            finding.changed().forEach(entry -> out.println("  not what was sent: " + entry));
        }
        if (proved.resent() > 0) {
            out.println(proved.resent() + " entries were sent again, and the cloud has confirmed them.");
        }
        out.println(
                proved.whole()
                        ? "The cloud has everything that it acknowledged."
                        : proved.missing() + " acknowledged entries are missing there, " + proved.changed()
                                + " are not what was sent."
                                + (proved.missing() > 0 ? " Send them again: tillmesh prove --cloud --resend." : ""));
    }

    private static String ranges(List<String> ranges) {
        String shown = ranges.stream().limit(RANGES_SHOWN).collect(Collectors.joining(", "));
        return ranges.size() > RANGES_SHOWN ? shown + " and " + (ranges.size() - RANGES_SHOWN) + " more ranges" : shown;
    }
}
