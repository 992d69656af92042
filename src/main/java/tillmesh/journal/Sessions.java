package tillmesh.journal;

import java.sql.Connection;
import org.apache.ibatis.logging.nologging.NoLoggingImpl;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.AutoMappingUnknownColumnBehavior;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.apache.ibatis.type.ByteArrayTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandlerRegistry;

/** MyBatis over given connections: statements are prepared once and kept, transactions are ours. Any thread. */
final class Sessions {
    // Once for the process: reading the mappers costs more than opening a small file, and what the machine has learned
    // of them would be thrown away with each.
    private static final SqlSessionFactory FACTORY = factory();

    private Sessions() {}

    private static SqlSessionFactory factory() {
        // The environment wants a data source; it is never asked, since every session is opened on a connection.
        Configuration configuration =
                new Configuration(new Environment("lane", new ManagedTransactionFactory(), new NoDataSource()));
        configuration.setDefaultExecutorType(ExecutorType.REUSE);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setCacheEnabled(false);
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.setAutoMappingUnknownColumnBehavior(AutoMappingUnknownColumnBehavior.FAILING);
        // MyBatis would print parameters, which are payloads.
        configuration.setLogImpl(NoLoggingImpl.class);
        // The driver has no Blob objects; plain bytes it reads and writes well.
        ByteArrayTypeHandler bytes = new ByteArrayTypeHandler();
        configuration.getTypeHandlerRegistry().register(byte[].class, bytes);
        configuration.getTypeHandlerRegistry().register(byte[].class, JdbcType.BLOB, bytes);
        rows(configuration.getTypeHandlerRegistry());
        configuration.addMapper(EntryMapper.class);
        configuration.addMapper(ShopMapper.class);
        configuration.addMapper(MarkMapper.class);
        configuration.addMapper(StoreMapper.class);
        configuration.addMapper(BranchMapper.class);
        configuration.addMapper(FactMapper.class);
        configuration.addMapper(VerifiedMapper.class);
        configuration.addMapper(PulledMapper.class);
        configuration.addMapper(RegisterMapper.class);
        configuration.addMapper(PageMapper.class);
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    private static void rows(TypeHandlerRegistry handlers) {
        handlers.register(EntryRow.class, new RowHandler<>(EntryRow::read));
        handlers.register(OrderHead.Row.class, new RowHandler<>(OrderHead.Row::read));
        handlers.register(OpRow.Row.class, new RowHandler<>(OpRow.Row::read));
        handlers.register(TableRow.class, new RowHandler<>(TableRow::read));
        handlers.register(TicketRow.class, new RowHandler<>(TicketRow::read));
    }

    /** A session whose SQL runs on that connection. Used by one thread at a time. */
    static SqlSession over(Connection connection) {
        return FACTORY.openSession(ExecutorType.REUSE, connection);
    }
}
