package tillmesh.sim;

import java.util.ArrayList;
import java.util.List;
import tillmesh.desk.DeskMemory;
import tillmesh.desk.Line;

/** Whoever counts as signed in has an open line: once all is done, nobody stands on the roll whose socket is gone. */
final class RollIsLines implements Checker {
    private final List<Line> gone = new ArrayList<>();

    @Override
    public void closed(Line line) {
        gone.add(line);
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        if (node.loop().idle()) {
            List<Line> ghosts = new ArrayList<>(DeskMemory.lines(node.desk()));
            ghosts.retainAll(gone);
            Violation.unless(ghosts.isEmpty(), "signed in on closed lines: %s", ghosts);
        }
    }
}
