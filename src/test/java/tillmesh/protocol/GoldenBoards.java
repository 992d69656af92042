package tillmesh.protocol;

import java.util.List;
import tillmesh.protocol.BoardFacts.Event;

/** What a lane shows in the golden frames: once with everything, once with as little as there can be. */
final class GoldenBoards {
    private static final String AT = "2026-01-31T18:04:05.123Z";

    private GoldenBoards() {}

    static final BoardFacts BUSY = new BoardFacts(
            "L1",
            "0.1.0",
            AT,
            86_400,
            "degraded",
            List.of(new BoardFacts.Trouble("Odoo does not answer", AT, "look at its address")),
            new BoardFacts.Sales(2, 1, 40, 0),
            17L,
            new BoardFacts.Mesh("L1", true, List.of(new BoardFacts.Lane("L1", "here", AT, 0))),
            List.of(new BoardFacts.Screen("till-1", "Ana", "cashier", 7, 600, 3, 0)),
            List.of(new BoardFacts.Lease("R1", "till-1", "Ana", 42, true)),
            List.of(new BoardFacts.Lock(5, "till-1", "Ana", 30)),
            List.of(
                    new Event("L1-5f3a90c1-43", "order.snapshot", "R1", AT, "peer_ack", "till-1"),
                    new Event("L1-5f3a90c1-42", "tillmesh.pulled", null, AT, "pending", null)),
            new BoardFacts.Disk(1_048_576, 65_536, 67_108_864, 10_737_418_240L, 67_108_864, true),
            new BoardFacts.Work(0, 120));

    static final BoardFacts CALM = new BoardFacts(
            "L1",
            "0.1.0",
            "2026-01-31T18:04:05Z",
            5,
            "ok",
            List.of(),
            new BoardFacts.Sales(0, 0, 0, 0),
            null,
            new BoardFacts.Mesh("L1", true, List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new BoardFacts.Disk(1_048_576, 0, 67_108_864, 10_737_418_240L, 67_108_864, true),
            new BoardFacts.Work(0, 0));
}
