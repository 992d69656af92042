package tillmesh.journal;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** SQL of what was fetched from clouds. */
interface PulledMapper {
    @Select("SELECT cloud, cursor, wall, count, seal FROM pulled WHERE cloud = #{cloud}")
    @Nullable
    PulledRow of(String cloud);

    @Insert(
            "INSERT OR REPLACE INTO pulled (cloud, cursor, wall, count, seal) VALUES (#{r.cloud}, #{r.cursor}, #{r.wall},"
                    + " #{r.count}, #{r.seal})")
    void put(@Param("r") PulledRow row);
}
