package tillmesh.journal;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** SQL of streams and entries. */
interface EntryMapper {
    String FROM = " FROM entry e JOIN stream s ON s.stream = e.stream ";

    @Insert(
            "INSERT INTO entry (id, stream, seq, wall, count, topic, subject, token, version, base, screen, op_id, payload,"
                    + " prev_hash, hash) VALUES (#{id}, #{e.stream}, #{e.seq}, #{e.wall}, #{e.count}, #{e.topic}, #{e.subject}, #{e.token},"
                    + " #{e.version}, #{e.base}, #{e.screen}, #{e.opId}, #{e.payload}, #{e.prevHash}, #{e.hash})")
    void insert(@Param("id") long id, @Param("e") EntryRow row);

    @Select("SELECT " + EntryRow.COLUMNS + FROM + "WHERE e.subject = #{ref} AND e.topic IN ('order.snapshot',"
            + " 'order.paid', 'order.finalized') ORDER BY e.id")
    List<EntryRow> versionsOf(String ref);

    /** The condition on {@code t} is that of the index, to the letter. */
    @Select(
            "SELECT t.id FROM entry e JOIN entry t ON t.base = e.base AND t.subject = e.subject AND t.topic = e.topic AND"
                    + " t.payload = e.payload AND t.id <> e.id WHERE e.id = #{id} AND instr(e.base, ' ') > 0 AND"
                    + " instr(t.base, ' ') > 0 ORDER BY t.id")
    List<Long> twins(long id);

    @Select("SELECT " + EntryRow.COLUMNS + FROM + "WHERE e.id = #{id}")
    @Nullable
    EntryRow byId(long id);

    @Select("SELECT " + EntryRow.COLUMNS + FROM + "WHERE e.stream = #{stream} AND e.seq = #{seq}")
    @Nullable
    EntryRow byNumber(@Param("stream") long stream, @Param("seq") long seq);

    @Select("SELECT " + EntryRow.COLUMNS + FROM + "WHERE e.id > #{after} ORDER BY e.id LIMIT #{limit}")
    List<EntryRow> after(@Param("after") long after, @Param("limit") int limit);

    @Select("SELECT " + EntryRow.COLUMNS + FROM + "WHERE e.stream = #{stream} AND e.seq >= #{from} ORDER BY e.seq LIMIT"
            + " #{limit}")
    List<EntryRow> ofStream(@Param("stream") long stream, @Param("from") long from, @Param("limit") int limit);

    @Select("SELECT " + EntryRow.COLUMNS + FROM + "ORDER BY e.id DESC LIMIT #{limit}")
    List<EntryRow> newest(int limit);

    /** Newest first, among the local numbers from {@code floor} to just below {@code before}; what is null does not count. */
    @Select("SELECT " + EntryRow.COLUMNS + FROM
            + "WHERE e.id < #{before} AND e.id >= #{floor} AND (#{w.lane} IS NULL OR s.origin = #{w.lane})"
            + " AND (#{w.topic} IS NULL OR e.topic GLOB #{w.topic}) AND (#{like} IS NULL OR e.subject LIKE #{like}"
            + " ESCAPE '~' OR e.screen LIKE #{like} ESCAPE '~' OR e.op_id LIKE #{like} ESCAPE '~' OR e.payload LIKE"
            + " #{like} ESCAPE '~') ORDER BY e.id DESC LIMIT #{limit}")
    List<EntryRow> wanted(
            @Param("w") Wanted wanted,
            @Param("like") @Nullable String like,
            @Param("before") long before,
            @Param("floor") long floor,
            @Param("limit") int limit);

    @Select("SELECT s.origin, s.incarnation, e.seq" + FROM + "WHERE e.id = #{id}")
    @Nullable
    IdRow idOf(long id);

    @Select("SELECT id FROM entry WHERE stream = #{stream} AND seq = #{seq}")
    @Nullable
    Long idOfNumber(@Param("stream") long stream, @Param("seq") long seq);

    @Select("SELECT e.wall, e.count, s.origin" + FROM + "WHERE e.id = #{id}")
    @Nullable
    StampRow stampOf(long id);

    @Select(
            "SELECT screen AS device, op_id, seq FROM entry WHERE stream = #{stream} AND seq > #{after} AND seq <= #{upto}"
                    + " AND op_id IS NOT NULL AND screen IS NOT NULL ORDER BY seq")
    List<OpOf> opsOf(@Param("stream") long stream, @Param("after") long after, @Param("upto") long upto);

    /** When an entry was written. */
    record StampRow(long wall, int count, String origin) {}

    /** The name of an entry. */
    record IdRow(String origin, int incarnation, long seq) {}

    /** Of one stream from a number on, oldest first; without payloads. */
    @Select("SELECT id, seq, wall, subject, hash FROM entry WHERE stream = #{stream} AND seq > #{after} AND seq <="
            + " #{upto} ORDER BY seq LIMIT #{limit}")
    List<PruneRow> prunable(
            @Param("stream") long stream,
            @Param("after") long after,
            @Param("upto") long upto,
            @Param("limit") int limit);

    /** Wall clock of the first entry of a stream that is there from a number on. */
    @Select("SELECT wall FROM entry WHERE stream = #{stream} AND seq >= #{seq} ORDER BY seq LIMIT 1")
    @Nullable
    Long wallFrom(@Param("stream") long stream, @Param("seq") long seq);

    /** What is left of each subject where its stream is pruned already: the oldest entry. */
    @Select("SELECT e.subject, MIN(e.id) AS id FROM stream s JOIN entry e ON e.stream = s.stream AND e.seq <="
            + " s.pruned_upto WHERE e.subject IS NOT NULL GROUP BY e.subject")
    List<LeftRow> left();

    /** An entry that stayed. */
    record LeftRow(String subject, long id) {}

    /** Local number of the oldest entry that pruning has not come to yet in any other stream. */
    @Select("SELECT MIN((SELECT e.id FROM entry e WHERE e.stream = s.stream AND e.seq > s.pruned_upto ORDER BY e.seq"
            + " LIMIT 1)) FROM stream s WHERE s.stream <> #{stream}")
    @Nullable
    Long oldestElsewhere(long stream);

    /** What pruning needs to know of an entry. */
    @SuppressWarnings("ArrayRecordComponent") // rows are never compared
    record PruneRow(long id, long seq, long wall, @Nullable String subject, byte[] hash) {}

    @Delete("DELETE FROM entry WHERE id = #{id}")
    void delete(long id);

    @Select("SELECT COALESCE(MAX(id), 0) FROM entry")
    long lastId();

    @Select("SELECT COALESCE(MAX(seq), 0) FROM entry WHERE stream = #{stream}")
    long lastSeq(long stream);

    @Select("SELECT COUNT(*) FROM entry WHERE stream = #{stream} AND seq > #{after}")
    long countAfter(@Param("stream") long stream, @Param("after") long after);

    /** The first number above {@code after} whose entry is not there; slow, for streams that are known to have a gap. */
    @Select(
            "SELECT MIN(m) FROM (SELECT #{after} + 1 AS m UNION ALL SELECT seq + 1 FROM entry WHERE stream = #{stream} AND"
                    + " seq > #{after}) WHERE NOT EXISTS (SELECT 1 FROM entry n WHERE n.stream = #{stream} AND n.seq = m)")
    long firstMissing(@Param("stream") long stream, @Param("after") long after);

    @Select("SELECT " + StreamRow.Row.COLUMNS + " FROM stream ORDER BY stream")
    List<StreamRow.Row> streams();

    @Insert("INSERT OR REPLACE INTO stream (" + StreamRow.Row.COLUMNS
            + ") VALUES (#{stream}, #{origin}, #{incarnation},"
            + " #{startedAt}, #{firstPrev}, #{prunedUpto}, #{prunedHash}, #{closedSeq}, #{seal})")
    void putStream(StreamRow.Row row);
}
