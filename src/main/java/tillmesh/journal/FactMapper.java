package tillmesh.journal;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** SQL of what lanes keep in common and of what this one promised. */
interface FactMapper {
    @Select("SELECT key, kind, version, body, seal FROM fact")
    List<FactRow.Row> facts();

    @Insert("INSERT OR REPLACE INTO fact (key, kind, version, body, seal) VALUES (#{f.key}, #{f.kind}, #{f.version},"
            + " #{f.body}, #{seal})")
    void put(@Param("f") FactRow fact, @Param("seal") long seal);

    @Delete("DELETE FROM fact WHERE key = #{key}")
    void drop(String key);

    @Select("SELECT ballot, whole, seal FROM promise")
    PromiseRow.@Nullable Row promise();

    @Insert("INSERT OR REPLACE INTO promise (one, ballot, whole, seal) VALUES (1, #{p.ballot}, #{p.whole}, #{seal})")
    void putPromise(@Param("p") PromiseRow promise, @Param("seal") long seal);
}
