package tillmesh.cloud;

import java.util.List;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.far.Front;

/** A far side, real or as near to it as can be had, with {@link CloudContract} to pass. Nothing is there when it is opened. */
public interface FarSide extends AutoCloseable {
    /** What stands in front of it. */
    Front front();

    /** The lane's adapter, which waits for half a second at most. @param url {@link #front()} or another address */
    Cloud adapter(String url, OneLane lane);

    /** Has the lane write so many entries of a kind that it takes. */
    default List<EntryId> sell(OneLane lane, int count) {
        return lane.write(count);
    }

    /** How an entry shows in its ledger. */
    default String shows(Entry entry) {
        return entry.id() + " " + entry.hash();
    }

    /** How many calls one attempt is, when nothing answers. */
    default int callsOfAnAttempt() {
        return 1;
    }

    /** What the lane's people read when the key is no longer good. */
    default String saysOfAnOldKey() {
        return "HTTP 401";
    }

    /** What is in its ledger, by its own means and not by the adapter's: one of {@link #shows} for each row. */
    List<String> ledger();

    /** From now on it cannot store this entry, alone or among others. */
    void poison(EntryId entry);

    /** Takes something away that storing needs. @return puts it back */
    Runnable drift();

    /** Takes the adapter's key out of use; adapters that are made later have the new one. */
    void rotateKey();

    /** A call with the first half of its entries only. */
    byte[] half(byte[] call);

    /** A call with its entries in reverse. */
    byte[] backwards(byte[] call);

    /** An answer that names entries which were never sent. */
    byte[] ofOthers(byte[] answer);

    @Override
    void close();
}
