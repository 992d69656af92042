package tillmesh.journal;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** SQL of versions of orders that are not their heads: those that lost, and those whose base has not come yet. */
interface BranchMapper {
    @Select("SELECT pos_reference, entry, version, seal FROM branch WHERE pos_reference = #{ref} ORDER BY entry")
    List<Branch.Row> of(String ref);

    @Select("SELECT pos_reference, entry, version, seal FROM branch ORDER BY entry LIMIT #{limit}")
    List<Branch.Row> oldest(int limit);

    @Insert("INSERT OR REPLACE INTO branch (pos_reference, entry, version, seal) VALUES (#{b.posReference}, #{b.entry},"
            + " #{b.version}, #{seal})")
    void put(@Param("b") Branch branch, @Param("seal") long seal);

    @Delete("DELETE FROM branch WHERE pos_reference = #{b.posReference} AND entry = #{b.entry}")
    void drop(@Param("b") Branch branch);

    @Select("SELECT entry, base, seal FROM waiting WHERE base = #{base} AND entry > 0 ORDER BY entry")
    List<WaitingRow> waitingFor(String base);

    /** A negative number is a version that was taken without its base. */
    @Select("SELECT EXISTS (SELECT 1 FROM waiting WHERE base = #{base} AND entry < 0)")
    boolean goneOnWithout(String base);

    @Select("SELECT COUNT(*) FROM waiting WHERE entry = #{entry}")
    int waits(long entry);

    @Insert("INSERT OR REPLACE INTO waiting (entry, base, seal) VALUES (#{entry}, #{base}, #{seal})")
    void await(WaitingRow row);

    @Delete("DELETE FROM waiting WHERE entry = #{entry}")
    void arrived(long entry);

    /** A version whose base is not here. */
    record WaitingRow(long entry, String base, long seal) {
        static WaitingRow of(long entry, String base) {
            return new WaitingRow(entry, base, Seal.of("waiting", entry, base));
        }

        long checked() {
            Seal.check(seal, Seal.of("waiting", entry, base), "a version that waits for its base");
            return entry;
        }
    }
}
