package tillmesh.cluster.net;

import java.util.ArrayList;
import java.util.List;
import tillmesh.sim.Dice;

/** What can happen to a network. Each kind is told by a line, so that a reader of the log knows what was cut. One thread. */
final class Weather {
    private static final int KINDS = 8;

    private final Wiring wiring;
    private final Dice dice;

    Weather(Wiring wiring, Dice dice) {
        this.wiring = wiring;
        this.dice = dice;
    }

    /** Cuts something, on top of what is cut. @return what */
    String storm() {
        List<Integer> lanes = new ArrayList<>();
        for (int lane = 1; lane <= wiring.machines(); lane++) {
            lanes.add(dice.nextInt(lanes.size() + 1), lane);
        }
        return switch (dice.nextInt(KINDS)) {
            case 0 -> isolate(lanes);
            case 1 -> split(lanes);
            case 2 -> oneWay(lanes);
            case 3 -> bridge(lanes);
            case 4 -> unplug(lanes);
            case 5 -> lose(lanes);
            case 6 -> slow(lanes);
            default -> all(lanes);
        };
    }

    private String isolate(List<Integer> lanes) {
        int alone = lanes.get(0);
        lanes.stream().skip(1).forEach(other -> wiring.cut(alone, other));
        return "L" + alone + " alone";
    }

    private String split(List<Integer> lanes) {
        List<Integer> some = lanes.subList(0, lanes.size() / 2);
        List<Integer> rest = lanes.subList(lanes.size() / 2, lanes.size());
        some.forEach(one -> rest.forEach(other -> wiring.cut(one, other)));
        return some + " and " + rest + " apart";
    }

    private String oneWay(List<Integer> lanes) {
        int deaf = lanes.get(0);
        lanes.stream().skip(1).forEach(other -> wiring.deafen(deaf, other));
        return "L" + deaf + " hears nobody and is heard";
    }

    private String bridge(List<Integer> lanes) {
        List<Integer> rest = lanes.subList(1, lanes.size());
        List<Integer> some = rest.subList(0, rest.size() / 2);
        List<Integer> others = rest.subList(rest.size() / 2, rest.size());
        some.forEach(one -> others.forEach(other -> wiring.cut(one, other)));
        return some + " and " + others + " apart, L" + lanes.get(0) + " between them";
    }

    private String unplug(List<Integer> lanes) {
        wiring.unplug(lanes.get(0));
        return "cable of L" + lanes.get(0) + " out";
    }

    private String lose(List<Integer> lanes) {
        int percent = dice.between(5, 40);
        List<Integer> some = lanes.subList(0, dice.between(1, lanes.size()));
        some.forEach(lane -> wiring.lose(lane, percent));
        return percent + " % of the packets to " + some + " lost";
    }

    private String slow(List<Integer> lanes) {
        return wiring.slow(lanes.get(0)) ? "line of L" + lanes.get(0) + " slow" : lose(lanes);
    }

    private String all(List<Integer> lanes) {
        lanes.forEach(one -> lanes.stream().filter(other -> other < one).forEach(other -> wiring.cut(one, other)));
        return "everybody alone";
    }
}
