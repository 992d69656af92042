package tillmesh.journal;

import java.util.function.LongSupplier;
import org.apache.ibatis.session.SqlSession;
import tillmesh.entry.Stream;
import tillmesh.time.HybridClock;

/** Everything of a journal's file but the chain itself, by what it is about. Loop thread only. */
final class Shelves {
    final EntryMapper mapper;
    final StoreMapper store;
    final ShopRows shop;
    final Marks marks;
    final Entries entries;
    final FactRows facts;
    final Branches branches;
    final Copies copies;
    final Verified verified;
    final RegisterRows registers;
    final Pulled pulled;

    /** @param takeId the next local number, used up by asking */
    Shelves(SqlSession session, NoteWrites writes, Stream stream, HybridClock clock, LongSupplier takeId) {
        mapper = session.getMapper(EntryMapper.class);
        store = session.getMapper(StoreMapper.class);
        shop = new ShopRows(session.getMapper(ShopMapper.class), store, writes);
        marks = new Marks(session.getMapper(MarkMapper.class), mapper, writes, stream.origin());
        entries = new Entries(mapper, marks);
        facts = new FactRows(session.getMapper(FactMapper.class), writes);
        branches = new Branches(session.getMapper(BranchMapper.class), writes);
        copies = new Copies(mapper, marks, writes, clock, takeId);
        verified = new Verified(session.getMapper(VerifiedMapper.class), writes);
        registers = new RegisterRows(session.getMapper(RegisterMapper.class), writes);
        pulled = new Pulled(session.getMapper(PulledMapper.class), writes);
    }

    /** Rows are about to go that memory counts or remembers. */
    void erasing() {
        marks.changed();
        copies.changed();
    }

    /** The note that ran was undone on disk: so is what memory took from it. */
    void takenBack() {
        marks.takenBack();
        copies.takenBack();
        shop.recount();
    }

    /** The burst is on disk. */
    void committed() {
        marks.committed();
        copies.committed();
    }
}
