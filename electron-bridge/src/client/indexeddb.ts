import type { KeptOperation, OperationStore } from './store.js';

const TABLE = 'operations';

/** Keeps operations in the browser's database. @param name of the database @param factory the one of the browser unless another is given */
export function indexedDbStore(name = 'tillmesh', factory: IDBFactory = indexedDB): OperationStore {
  let opened: Promise<IDBDatabase> | undefined;

  function open(): Promise<IDBDatabase> {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const asking = factory.open(name, 1);
      asking.onupgradeneeded = () => asking.result.createObjectStore(TABLE, { keyPath: ['device', 'opId'] });
      asking.onerror = () => reject(asking.error);
      asking.onblocked = () => reject(new Error('Another window holds an older form of the database: close it.'));
      asking.onsuccess = () => {
        // Whoever wants to change its form later must not wait for us; and a closed database is opened again when needed.
        asking.result.onversionchange = () => asking.result.close();
        asking.result.onclose = () => (opened = undefined);
        resolve(asking.result);
      };
    });
    // A trouble now is no trouble for ever.
    opened.catch(() => (opened = undefined));
    return opened;
  }

  async function within<T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => IDBRequest<T> | undefined): Promise<T | undefined> {
    const database = await open();
    return new Promise((resolve, reject) => {
      // Strict: complete means that the disk has it, not only that the system does.
      const doing = database.transaction(TABLE, mode, { durability: 'strict' });
      const asking = work(doing.objectStore(TABLE));
      doing.oncomplete = () => resolve(asking?.result);
      doing.onerror = doing.onabort = () => reject(doing.error ?? new Error('The browser took the transaction back.'));
    });
  }

  return {
    async load(device) {
      const rows = await within<KeptOperation[]>('readonly', table => table.getAll(IDBKeyRange.bound([device], [device, []])));
      return (rows ?? []).sort((a, b) => a.seq - b.seq);
    },
    async write(device, put, remove) {
      await within('readwrite', table => {
        for (const opId of remove) table.delete([device, opId]);
        for (const operation of put) table.put(operation);
        return undefined;
      });
    },
    async devices() {
      const keys = (await within<IDBValidKey[]>('readonly', table => table.getAllKeys())) ?? [];
      return [...new Set(keys.map(key => (key as string[])[0] as string))];
    },
    async close() {
      const closing = opened;
      opened = undefined;
      (await closing?.catch(() => undefined))?.close();
    },
  };
}
