package tillmesh.journal;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of the few rows that stand once in a file. */
interface StoreMapper {
    @Select("SELECT store_id, lane, created_at, rebuild, seal FROM store")
    StoreRow.@Nullable Row store();

    @Insert(
            "INSERT OR REPLACE INTO store (one, store_id, lane, created_at, rebuild, seal) VALUES (1, #{r.storeId}, #{r.lane},"
                    + " #{r.createdAt}, #{r.rebuild}, #{seal})")
    void putStore(@Param("r") StoreRow row, @Param("seal") long seal);

    @Select("SELECT count FROM other_commit")
    long otherCommits();

    @Update("UPDATE other_commit SET count = #{count}")
    int putOtherCommits(long count);

    @Select("SELECT epoch, seal FROM ballot")
    BallotRow.@Nullable Row ballot();

    @Insert("INSERT OR REPLACE INTO ballot (one, epoch, seal) VALUES (1, #{b.epoch}, #{seal})")
    void putBallot(@Param("b") BallotRow row, @Param("seal") long seal);
}
