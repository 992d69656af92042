package tillmesh.journal;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of the marks from which delivery is derived, of set-aside entries and of what is missing. */
interface MarkMapper {
    @Select("SELECT store_id, lane, stream, upto, alive FROM peer_mark")
    List<PeerMark> peerMarks();

    @Insert(
            "INSERT INTO peer_mark (store_id, lane, stream, upto, alive) VALUES (#{storeId}, #{lane}, #{stream}, #{upto},"
                    + " #{alive}) ON CONFLICT (store_id, stream) DO UPDATE SET upto = MAX(upto, excluded.upto), alive ="
                    + " excluded.alive")
    void putPeerMark(PeerMark mark);

    @Update("UPDATE peer_mark SET alive = 0 WHERE store_id = #{storeId}")
    void storeGone(String storeId);

    @Select("SELECT cloud, stream, upto FROM cloud_mark")
    List<CloudMark> cloudMarks();

    @Insert(
            "INSERT INTO cloud_mark (cloud, stream, upto) VALUES (#{cloud}, #{stream}, #{upto}) ON CONFLICT (cloud, stream)"
                    + " DO UPDATE SET upto = MAX(upto, excluded.upto)")
    void putCloudMark(CloudMark mark);

    @Insert(
            "INSERT OR IGNORE INTO mark_move (kind, whose, stream, upto, at) VALUES (#{kind}, #{whose}, #{stream}, #{upto},"
                    + " #{at})")
    void moved(
            @Param("kind") String kind,
            @Param("whose") String whose,
            @Param("stream") long stream,
            @Param("upto") long upto,
            @Param("at") long at);

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

    @Select("SELECT cloud, stream, seq, reason, retry_count, at FROM set_aside ORDER BY at")
    List<SetAside> setAside();

    @Insert(
            "INSERT OR REPLACE INTO set_aside (cloud, stream, seq, reason, retry_count, at) VALUES (#{cloud}, #{stream},"
                    + " #{seq}, #{reason}, #{retryCount}, #{at})")
    void putSetAside(SetAside row);

    @Select("SELECT origin, incarnation, from_seq, to_seq, found_at, why FROM missing ORDER BY found_at, from_seq")
    List<Missing> missing();

    @Insert("INSERT OR REPLACE INTO missing (origin, incarnation, from_seq, to_seq, found_at, why) VALUES (#{origin},"
            + " #{incarnation}, #{fromSeq}, #{toSeq}, #{foundAt}, #{why})")
    void putMissing(Missing row);

    @Select("SELECT store_id FROM store")
    @Nullable
    String storeId();

    @Insert("INSERT OR REPLACE INTO store (one, store_id, lane, created_at) VALUES (1, #{storeId}, #{lane}, #{at})")
    void putStore(@Param("storeId") String storeId, @Param("lane") String lane, @Param("at") long at);

    @Select("SELECT lane FROM store")
    @Nullable
    String lane();

    /** A disk of a lane has a stream up to here. */
    record PeerMark(String storeId, String lane, long stream, long upto, boolean alive) {}

    /** A cloud has a stream up to here. */
    record CloudMark(String cloud, long stream, long upto) {}

    /** A cloud refuses this entry for good. */
    record SetAside(String cloud, long stream, long seq, String reason, int retryCount, long at) {}
}
