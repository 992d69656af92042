package tillmesh.journal;

import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** SQL of what the back office said about tokens. */
interface VerifiedMapper {
    @Select("SELECT token_hash, uid, name, role, verified_at, seal FROM verified WHERE token_hash = #{hash}")
    VerifiedRow.@Nullable Row find(String hash);

    @Insert("INSERT INTO verified (token_hash, uid, name, role, verified_at, seal) VALUES (#{v.tokenHash}, #{v.uid},"
            + " #{v.name}, #{v.role}, #{v.verifiedAt}, #{seal}) ON CONFLICT (token_hash) DO UPDATE SET uid = excluded.uid,"
            + " name = excluded.name, role = excluded.role, verified_at = excluded.verified_at, seal = excluded.seal"
            + " WHERE excluded.verified_at >= verified_at")
    void put(@Param("v") VerifiedRow row, @Param("seal") long seal);

    @Delete("DELETE FROM verified WHERE token_hash = #{hash}")
    int drop(String hash);

    @Delete("DELETE FROM verified WHERE verified_at < #{millis}")
    void dropBefore(long millis);

    @Delete("DELETE FROM verified WHERE token_hash IN (SELECT token_hash FROM verified ORDER BY verified_at DESC,"
            + " token_hash LIMIT -1 OFFSET #{most})")
    void dropBeyond(int most);
}
