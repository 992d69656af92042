package tillmesh.journal;

import java.util.List;
import org.apache.ibatis.annotations.Select;

/** SQL of questions that only pages and commands ask. */
interface PageMapper {
    @Select("SELECT status, COUNT(*) AS count FROM outbox GROUP BY status")
    List<StatusCount> outbox();

    /** One row of the outbox by status. */
    record StatusCount(String status, long count) {}

    @Select("SELECT COUNT(*) FROM entry")
    long entries();
}
