package tillmesh.journal;

import org.apache.ibatis.exceptions.PersistenceException;
import tillmesh.fault.Fault;

/** Runs writes inside the note's savepoint, and tells the guard of the disk when the disk refuses one. Loop thread only. */
final class NoteWrites implements Writes {
    private final Pen pen;
    private final DiskGuard disk;

    NoteWrites(Pen pen, DiskGuard disk) {
        this.pen = pen;
        this.disk = disk;
    }

    @Override
    public void run(String what, Runnable statements) {
        try {
            pen.writing();
            statements.run();
        } catch (PersistenceException e) {
            throw refused(SqlTrouble.of(what, e));
        } catch (Fault why) {
            throw refused(why);
        }
    }

    Fault refused(Fault why) {
        disk.refused(why);
        return why;
    }
}
