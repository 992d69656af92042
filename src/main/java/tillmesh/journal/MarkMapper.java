package tillmesh.journal;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** SQL of the marks from which delivery is derived, of set-aside entries and of what is missing. */
interface MarkMapper {
    @Select("SELECT store_id, lane, stream, upto, alive, seal FROM peer_mark")
    List<PeerMark.Row> peerMarks();

    @Insert(
            "INSERT INTO peer_mark (store_id, lane, stream, upto, alive, seal) VALUES (#{m.storeId}, #{m.lane}, #{m.stream},"
                    + " #{m.upto}, #{m.alive}, #{seal}) ON CONFLICT (stream, store_id) DO UPDATE SET lane = excluded.lane,"
                    + " upto = excluded.upto, alive = excluded.alive, seal = excluded.seal")
    void putPeerMark(@Param("m") PeerMark mark, @Param("seal") long seal);

    @Select("SELECT cloud, stream, upto, seal FROM cloud_mark")
    List<CloudMark.Row> cloudMarks();

    @Insert("INSERT INTO cloud_mark (cloud, stream, upto, seal) VALUES (#{m.cloud}, #{m.stream}, #{m.upto}, #{seal}) ON"
            + " CONFLICT (stream, cloud) DO UPDATE SET upto = excluded.upto, seal = excluded.seal")
    void putCloudMark(@Param("m") CloudMark mark, @Param("seal") long seal);

    @Insert(
            "INSERT OR IGNORE INTO mark_move (kind, stream, upto, whose, at) VALUES (#{kind}, #{stream}, #{upto}, #{whose},"
                    + " #{at})")
    void moved(
            @Param("kind") String kind,
            @Param("whose") String whose,
            @Param("stream") long stream,
            @Param("upto") long upto,
            @Param("at") long at);

    @Delete("DELETE FROM mark_move WHERE kind IN ('cloud', 'peer') AND stream = #{stream} AND upto <= #{upto}")
    void forgetMoves(@Param("stream") long stream, @Param("upto") long upto);

    @Select("SELECT name FROM cloud ORDER BY name")
    List<String> clouds();

    @Insert("INSERT OR IGNORE INTO cloud (name) VALUES (#{name})")
    void addCloud(String name);

    @Delete("DELETE FROM cloud WHERE name = #{name}")
    void dropCloud(String name);

    @Update("UPDATE copies SET wanted = #{wanted}")
    void copies(int wanted);

    @Select("SELECT wanted FROM copies")
    int wanted();

    @Select("SELECT cloud, stream, seq, reason, retry_count, at, seal FROM set_aside ORDER BY at")
    List<SetAside.Row> setAside();

    @Insert("INSERT OR REPLACE INTO set_aside (cloud, stream, seq, reason, retry_count, at, seal) VALUES (#{r.cloud},"
            + " #{r.stream}, #{r.seq}, #{r.reason}, #{r.retryCount}, #{r.at}, #{seal})")
    void putSetAside(@Param("r") SetAside row, @Param("seal") long seal);

    @Select("SELECT entry, cloud, how, note, at, seal FROM cleared")
    List<Cleared.Row> cleared();

    @Insert("INSERT OR REPLACE INTO cleared (entry, cloud, how, note, at, seal) VALUES (#{entry}, #{c.cloud}, #{how},"
            + " #{c.note}, #{c.at}, #{seal})")
    void putCleared(
            @Param("c") Cleared cleared,
            @Param("entry") String entry,
            @Param("how") String how,
            @Param("seal") long seal);

    @Select(
            "SELECT origin, incarnation, from_seq, to_seq, found_at, why, seal FROM missing ORDER BY found_at, from_seq")
    List<Missing.Row> missing();

    @Insert(
            "INSERT OR REPLACE INTO missing (origin, incarnation, from_seq, to_seq, found_at, why, seal) VALUES (#{m.origin},"
                    + " #{m.incarnation}, #{m.fromSeq}, #{m.toSeq}, #{m.foundAt}, #{m.why}, #{seal})")
    void putMissing(@Param("m") Missing missing, @Param("seal") long seal);
}
