package tillmesh.journal;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** SQL of the shop's registers. */
interface RegisterMapper {
    String REGISTER = "SELECT key, name, cash, made, config_id, pushed, round, tries, reason, seal FROM register ";

    @Select(REGISTER + "WHERE key = #{key}")
    RegisterRow.@Nullable Row find(String key);

    @Select(REGISTER + "ORDER BY made, key")
    List<RegisterRow.Row> all();

    @Insert(
            "INSERT OR REPLACE INTO register (key, name, cash, made, config_id, pushed, round, tries, reason, seal) VALUES"
                    + " (#{r.key}, #{r.name}, #{r.cash}, #{r.made}, #{r.configId}, #{r.pushed}, #{r.round}, #{r.tries},"
                    + " #{r.reason}, #{seal})")
    void put(@Param("r") RegisterRow row, @Param("seal") long seal);
}
