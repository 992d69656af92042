package tillmesh.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One kind of sale on one number of screens beside its floor, round by round. A ratio is that of two figures measured within
 * a minute; its median is over the rounds, so that a machine that is slow for a while spoils both or neither.
 */
final class Cell {
    final Sale sale;
    final int screens;
    private final List<Figure> node = new ArrayList<>();
    private final List<Figure> floor = new ArrayList<>();
    private double framesPerSale;

    Cell(Sale sale, int screens) {
        this.sale = sale;
        this.screens = screens;
    }

    /** Remembers a round. @param heard frames that all screens together heard for each sale */
    void add(Figure nodeFigure, Figure floorFigure, double heard) {
        node.add(nodeFigure);
        floor.add(floorFigure);
        framesPerSale = heard;
    }

    Figure node() {
        return Figure.median(node);
    }

    Figure floor() {
        return Figure.median(floor);
    }

    double framesPerSale() {
        return framesPerSale;
    }

    /** How many times as long as on the floor half of the sales took: smallest, median and largest of the rounds. */
    double[] latencyRatio() {
        double[] ratios = new double[node.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = node.get(round).p50() / floor.get(round).p50();
        }
        return spread(ratios);
    }

    /** Which part of the floor's rows per second the node wrote: smallest, median and largest of the rounds. */
    double[] rateRatio() {
        double[] ratios = new double[node.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = node.get(round).perSecond() / floor.get(round).perSecond();
        }
        return spread(ratios);
    }

    private static double[] spread(double[] values) {
        Arrays.sort(values);
        return new double[] {values[0], values[values.length / 2], values[values.length - 1]};
    }
}
