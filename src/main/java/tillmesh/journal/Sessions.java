package tillmesh.journal;

import java.sql.Connection;
import org.apache.ibatis.logging.nologging.NoLoggingImpl;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.AutoMappingUnknownColumnBehavior;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.apache.ibatis.type.ByteArrayTypeHandler;
import org.apache.ibatis.type.JdbcType;

/** MyBatis over one given connection: statements are prepared once and kept, transactions are ours. */
final class Sessions {
    private Sessions() {}

    /** A session whose SQL runs on that connection. Used by one thread at a time. */
    static SqlSession over(Connection connection) {
        // The environment wants a data source; it is never asked, since every session is opened on a connection.
        Configuration configuration =
                new Configuration(new Environment("lane", new ManagedTransactionFactory(), new NoDataSource()));
        // It would write parameters, payloads among them, into the log.
        configuration.setLogImpl(NoLoggingImpl.class);
        // The driver names the type BLOB but has no Blob objects.
        configuration.getTypeHandlerRegistry().register(byte[].class, JdbcType.BLOB, new ByteArrayTypeHandler());
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
        configuration.addMapper(EntryMapper.class);
        configuration.addMapper(ShopMapper.class);
        configuration.addMapper(MarkMapper.class);
        return new SqlSessionFactoryBuilder().build(configuration).openSession(ExecutorType.REUSE, connection);
    }
}
