package tillmesh.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tillmesh.demo.Teller.Tone;

/** Who is together with whom, put together from what each lane says it sees. */
final class Picture {
    private Picture() {}

    /**
     * One sentence about the shop: {@code L1, L3 are together, L1 coordinates; L2 is alone}. What a lane does not say is not
     * claimed.
     */
    static String of(List<Lane> lanes) {
        Map<List<String>, Set<String>> groups = new LinkedHashMap<>();
        List<String> parts = new ArrayList<>();
        for (Lane lane : lanes) {
            Heard heard = lane.heard();
            if (heard != null && !heard.here().isEmpty()) {
                groups.computeIfAbsent(heard.here(), here -> new LinkedHashSet<>())
                        .add(heard.coordinator());
            }
        }
        groups.forEach((here, coordinators) -> parts.add(group(here, coordinators, silent(here, lanes))));
        for (Lane lane : lanes) {
            if (lane.heard() == null) {
                parts.add(lane.id() + " is " + (lane.state().equals("running") ? "silent" : lane.state()));
            }
        }
        return String.join("; ", parts);
    }

    private static String group(List<String> here, Set<String> coordinators, List<String> silent) {
        List<String> heard =
                here.stream().filter(lane -> !silent.contains(lane)).toList();
        String company = heard.size() == 1
                ? heard.get(0) + " is alone"
                : String.join(", ", heard) + " are together, "
                        + (coordinators.size() == 1
                                ? String.join("", coordinators) + " coordinates"
                                : "and have not agreed yet who coordinates");
        // That a lane is frozen is known here at once, and among the lanes after some seconds.
        return silent.isEmpty() ? company : company + ", " + String.join(", ", silent) + " is not missed yet";
    }

    private static List<String> silent(List<String> here, List<Lane> lanes) {
        return lanes.stream()
                .filter(lane -> here.contains(lane.id()) && lane.heard() == null)
                .map(Lane::id)
                .toList();
    }

    /** Those a lane hears, as a text that is another when they are others. */
    static String company(Lane lane) {
        Heard heard = lane.heard();
        return heard == null ? "" : String.join(",", heard.here());
    }

    /** Whether all of them see all of them. */
    static boolean whole(List<Lane> lanes) {
        return lanes.stream().allMatch(lane -> {
            Heard heard = lane.heard();
            return heard != null && heard.here().size() == lanes.size();
        });
    }

    static Tone tone(List<Lane> lanes) {
        return whole(lanes) ? Tone.GOOD : Tone.WARN;
    }
}
