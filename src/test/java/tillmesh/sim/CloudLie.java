package tillmesh.sim;

import java.util.List;
import tillmesh.entry.Entry;
import tillmesh.journal.Marks;

/** Breaks one promise of the way upstairs on purpose, to see that a checker notices. */
enum CloudLie {
    /** None. */
    NONE,
    /** The cloud names entries as stored that it drops. */
    DROPS_WHAT_IT_NAMES,
    /** The cloud stores a batch in another order. */
    STORES_OUT_OF_ORDER,
    /** A lane takes an entry for stored that was not sent. */
    MARKS_RUN_AHEAD,
    /** A lane sets aside what the cloud would take. */
    GOOD_ONES_SET_ASIDE,
    /** Nobody adopts what an absent lane wrote. */
    NOBODY_ADOPTS;

    /** What the cloud really stores. */
    List<Entry> kept(List<Entry> entries) {
        if (this == DROPS_WHAT_IT_NAMES && entries.size() > 2) {
            return entries.subList(0, entries.size() - 1);
        }
        if (this == STORES_OUT_OF_ORDER) {
            List<Entry> turned = new java.util.ArrayList<>(entries);
            java.util.Collections.reverse(turned);
            return turned;
        }
        return entries;
    }

    /** What is done to the marks of a lane, in a note of its own. */
    void spoil(SimNode node) {
        if (node.committed() < 2) {
            return;
        }
        Marks marks = node.journal().marks();
        tillmesh.entry.EntryId last = new tillmesh.entry.EntryId(node.stream(), node.committed());
        if (this == MARKS_RUN_AHEAD) {
            marks.cloudStored(SimNode.CLOUD, last, 1);
        } else if (this == GOOD_ONES_SET_ASIDE) {
            marks.setAside(SimNode.CLOUD, last, "for no reason", 1, 1);
        }
    }
}
