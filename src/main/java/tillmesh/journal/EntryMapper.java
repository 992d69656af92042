package tillmesh.journal;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of streams and entries. */
interface EntryMapper {
    String FROM = " FROM entry e JOIN stream s ON s.stream = e.stream ";

    @Insert(
            "INSERT INTO entry (id, stream, seq, wall, count, topic, subject, token, version, base, screen, op_id, payload,"
                    + " prev_hash, hash) VALUES (#{id}, #{stream}, #{seq}, #{wall}, #{count}, #{topic}, #{subject}, #{token},"
                    + " #{version}, #{base}, #{screen}, #{opId}, #{payload}, #{prevHash}, #{hash})")
    void insert(EntryRow row);

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

    @Select("SELECT s.origin, s.incarnation, e.seq" + FROM + "WHERE e.id = #{id}")
    @Nullable
    IdRow idOf(long id);

    /** The name of an entry. */
    record IdRow(String origin, int incarnation, long seq) {}

    @Select("SELECT COALESCE(MAX(id), 0) FROM entry")
    long lastId();

    @Select("SELECT COALESCE(MAX(seq), 0) FROM entry WHERE stream = #{stream}")
    long lastSeq(long stream);

    @Select("SELECT COUNT(*) FROM entry")
    long count();

    @Select("SELECT stream, origin, incarnation, started_at, first_prev, pruned_upto, pruned_hash FROM stream ORDER BY"
            + " stream")
    List<StreamRow> streams();

    @Insert("INSERT INTO stream (stream, origin, incarnation, started_at, first_prev, pruned_upto, pruned_hash) VALUES"
            + " (#{stream}, #{origin}, #{incarnation}, #{startedAt}, #{firstPrev}, #{prunedUpto}, #{prunedHash})")
    void insertStream(StreamRow row);

    @Update("UPDATE stream SET pruned_upto = #{upto}, pruned_hash = #{hash} WHERE stream = #{stream}")
    void prunedUpto(@Param("stream") long stream, @Param("upto") long upto, @Param("hash") byte[] hash);

    @Update("UPDATE stream SET first_prev = #{hash} WHERE stream = #{stream}")
    void firstPrev(@Param("stream") long stream, @Param("hash") byte[] hash);
}
