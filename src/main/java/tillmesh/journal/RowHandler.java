package tillmesh.journal;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Lets MyBatis take a whole row for one value, read by column number in the order of the SELECT. For the rows that every
 * request reads: matching names to constructors by reflection, row by row, took most of the time of a small query. A
 * statement must not have such a row for its only parameter, or MyBatis takes that for one value too.
 */
final class RowHandler<T> implements TypeHandler<T> {
    private final Row<T> row;

    RowHandler(Row<T> row) {
        this.row = row;
    }

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A number that may be absent. */
    static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    @Override
    public T getResult(ResultSet rows, @Nullable String firstColumn) throws SQLException {
        return row.read(rows);
    }

    @Override
    public T getResult(ResultSet rows, int column) throws SQLException {
        return row.read(rows);
    }

    @Override
    public T getResult(CallableStatement call, int column) {
        throw new AssertionError("SQLite has no procedures");
    }

    @Override
    public void setParameter(PreparedStatement statement, int at, @Nullable T value, @Nullable JdbcType type) {
        throw new AssertionError("a row is no parameter");
    }
}
