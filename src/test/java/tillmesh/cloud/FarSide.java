package tillmesh.cloud;

import java.util.List;
import tillmesh.entry.EntryId;
import tillmesh.far.Front;

/** A far side, real or as near to it as can be had, with {@link CloudContract} to pass. Nothing is there when it is opened. */
public interface FarSide extends AutoCloseable {
    /** What stands in front of it. */
    Front front();

    /** The lane's adapter, which waits for half a second at most. @param url {@link #front()} or another address */
    Cloud adapter(String url);

    /** What is in its ledger, by its own means and not by the adapter's: the name and the hash of an entry, once for each row. */
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
