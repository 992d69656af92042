package tillmesh.journal;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** SQL of the projections that the desk reads and writes. */
interface ShopMapper {
    String ORDER = "SELECT " + OrderHead.Row.COLUMNS + " FROM order_head ";
    String TABLE = "SELECT " + TableRow.COLUMNS + " FROM table_state ";
    String TICKET = "SELECT " + TicketRow.COLUMNS + " FROM ticket ";
    String OP = "SELECT " + OpRow.Row.COLUMNS + " FROM op ";

    @Select(ORDER + "WHERE pos_reference = #{ref}")
    OrderHead.@Nullable Row order(String ref);

    @Select(ORDER + "WHERE paid = 0 ORDER BY updated_at")
    List<OrderHead.Row> openOrders();

    @Select(
            "SELECT entry FROM table_state UNION SELECT entry FROM branch UNION SELECT made FROM register WHERE made IS NOT NULL"
                    + " UNION SELECT pushed FROM register WHERE pushed IS NOT NULL")
    List<Long> tableEntries();

    @Delete("DELETE FROM order_head WHERE pos_reference = #{ref} AND entry = #{entry} AND paid = 1")
    int dropPaid(@Param("ref") String ref, @Param("entry") long entry);

    /** Whether the order whose newest entry this is was paid; null when it is the newest of none. */
    @Select("SELECT paid FROM order_head WHERE pos_reference = #{ref} AND entry = #{entry}")
    @Nullable
    Boolean paidAt(@Param("ref") String ref, @Param("entry") long entry);

    @Select("SELECT COUNT(*) FROM order_head")
    long orderCount();

    @Insert(
            "INSERT INTO order_head (pos_reference, version, entry, table_id, paid, status, item_count, screen, updated_at,"
                    + " seal) VALUES (#{h.posReference}, #{h.version}, #{h.entry}, #{h.tableId}, #{h.paid}, #{h.status},"
                    + " #{h.itemCount}, #{h.screen}, #{h.updatedAt}, #{seal}) ON CONFLICT (pos_reference) DO UPDATE SET"
                    + " version = excluded.version, entry = excluded.entry, table_id = excluded.table_id, paid ="
                    + " excluded.paid, status = excluded.status, item_count = excluded.item_count, screen ="
                    + " excluded.screen, updated_at = excluded.updated_at, seal = excluded.seal")
    void putOrder(@Param("h") OrderHead head, @Param("seal") long seal);

    @Select(TABLE + "ORDER BY table_id")
    List<TableRow> tables();

    @Select(TABLE + "WHERE table_id = #{tableId}")
    @Nullable
    TableRow table(int tableId);

    @Insert(
            "INSERT OR REPLACE INTO table_state (table_id, status, pos_reference, screen, updated_at, entry, seal) VALUES"
                    + " (#{t.tableId}, #{t.status}, #{t.posReference}, #{t.screen}, #{t.updatedAt}, #{t.entry}, #{seal})")
    void putTable(@Param("t") TableRow row, @Param("seal") long seal);

    @Select("SELECT kind, key, screen, uid, role, name, token, granted_at, seal FROM lease ORDER BY granted_at")
    List<LeaseRow.Row> leases();

    @Insert(
            "INSERT OR REPLACE INTO lease (kind, key, screen, uid, role, name, token, granted_at, seal) VALUES (#{l.kind},"
                    + " #{l.key}, #{l.screen}, #{l.uid}, #{l.role}, #{l.name}, #{l.token}, #{l.grantedAt}, #{seal})")
    void putLease(@Param("l") LeaseRow lease, @Param("seal") long seal);

    @Delete("DELETE FROM lease WHERE kind = #{kind} AND key = #{key}")
    void dropLease(@Param("kind") String kind, @Param("key") String key);

    @Select(TICKET + "WHERE day = #{day} AND order_type = #{type}")
    @Nullable
    TicketRow ticket(@Param("day") String day, @Param("type") String type);

    @Select(TICKET)
    List<TicketRow> tickets();

    @Insert(
            "INSERT OR REPLACE INTO ticket (day, order_type, last, seal) VALUES (#{t.day}, #{t.orderType}, #{t.last}, #{seal})")
    void putTicket(@Param("t") TicketRow row, @Param("seal") long seal);

    @Select(OP + "WHERE device = #{device} AND op_id = #{opId}")
    OpRow.@Nullable Row op(@Param("device") String device, @Param("opId") String opId);

    @Select(OP + "WHERE device = #{device} AND entry IS NOT NULL ORDER BY entry DESC LIMIT #{limit}")
    List<OpRow.Row> newestOps(@Param("device") String device, @Param("limit") int limit);

    @Select("SELECT MIN(entry) FROM op")
    @Nullable
    Long oldestOp();

    @Insert("INSERT INTO op (device, op_id, at, kind, entry, version, seal) VALUES (#{o.device}, #{o.opId}, #{o.at},"
            + " #{o.kind}, #{o.entry}, #{o.version}, #{seal})")
    void putOp(@Param("o") OpRow op, @Param("seal") long seal);

    @Insert("INSERT INTO op (device, op_id, at, kind, entry, version, seal) VALUES (#{o.device}, #{o.opId}, #{o.at},"
            + " #{o.kind}, #{o.entry}, #{o.version}, #{seal}) ON CONFLICT (device, op_id) DO NOTHING")
    void putFirstOp(@Param("o") OpRow op, @Param("seal") long seal);

    @Delete("DELETE FROM op WHERE at < #{before}")
    int forgetOps(long before);
}
