package tillmesh.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;

/** A cloud that answers as a test wants it. What it stored it remembers, and says so when it is sent again. */
final class ScriptedCloud implements Cloud {
    final Map<EntryId, Hash> ledger = new LinkedHashMap<>();
    final List<Batch> calls = new ArrayList<>();
    final Map<Stream, Long> heads = new HashMap<>();
    final Set<EntryId> poison = new HashSet<>();
    int again;
    int underWay;
    int mostUnderWay;
    /** What happens to a batch; the usual is to store it. */
    UnaryOperator<Answer> spoil = answer -> answer;
    /** How long an answer takes in milliseconds. */
    long takes = 20;

    private final String name;
    private final TurnedLoop loop;

    ScriptedCloud(String name, TurnedLoop loop) {
        this.name = name;
        this.loop = loop;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void store(Batch batch, Consumer<Answer> answered) {
        calls.add(batch);
        underWay++;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        loop.after(Duration.ofMillis(takes), () -> {
            underWay--;
            answered.accept(spoil.apply(stored(batch)));
        });
    }

    private Answer stored(Batch batch) {
        if (batch.entries().stream().anyMatch(entry -> poison.contains(entry.id()))) {
            return Answer.Failed.of(Trouble.REFUSED, "no such product");
        }
        Set<EntryId> ids = new HashSet<>();
        for (Entry entry : batch.entries()) {
            if (ledger.putIfAbsent(entry.id(), entry.hash()) != null) {
                again++;
            }
            long before = heads.getOrDefault(entry.id().stream(), 0L);
            heads.put(entry.id().stream(), Math.max(before, entry.id().seq()));
            ids.add(entry.id());
        }
        return new Answer.Named(ids, Map.of());
    }

    @Override
    public void close() {}
}
