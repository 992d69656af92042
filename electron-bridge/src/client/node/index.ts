// What only Node has: a folder to keep operations in.
import { mkdir, open, readFile, rename, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeptOperation, OperationStore } from '../store.js';

/** A file is written anew when it has so many more lines than operations. */
const WASTE_MAX = 1_000;

/** One line of the file: one change, all of it or nothing. */
interface Change {
  readonly put: readonly KeptOperation[];
  readonly remove: readonly string[];
}

/**
 * Keeps operations in a file of a folder, one for each device. Each change is a line at its end, flushed before `write` returns; a line that was cut off by a
 * crash was told to nobody and is passed over.
 */
export function fileStore(folder: string): OperationStore {
  const files = new Map<string, Promise<DeviceFile>>();
  const fileOf = (device: string): Promise<DeviceFile> => {
    let file = files.get(device);
    if (!file) {
      files.set(device, (file = DeviceFile.open(folder, device)));
      file.catch(() => files.delete(device));
    }
    return file;
  };
  return {
    load: async device => (await fileOf(device)).operations(),
    write: async (device, put, remove) => (await fileOf(device)).append({ put, remove }),
    async close() {
      const all = [...files.values()];
      files.clear();
      for (const file of all) await (await file.catch(() => undefined))?.close();
    },
  };
}

class DeviceFile {
  readonly #path: string;
  readonly #kept = new Map<string, KeptOperation>();
  #file: FileHandle;
  #lines = 0;
  #last: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async open(folder: string, device: string): Promise<DeviceFile> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, `operations-${encodeURIComponent(device).replaceAll('*', '%2A')}.jsonl`);
    const text = await readFile(path, 'utf8').catch((trouble: NodeJS.ErrnoException) => {
      if (trouble.code === 'ENOENT') return '';
      throw trouble;
    });
    const opened = new DeviceFile(path, await open(path, 'a'));
    const lines = text.split('\n');
    // Behind the last line end may be one that was cut off by a crash, and told to nobody; one before it is damage.
    const damaged = lines.filter((line, at) => !opened.#take(line) && at < lines.length - 1);
    if (damaged.length > 0) await writeFile(`${path}.damaged-${Date.now()}`, text);
    // Also behind a line that was cut off: what is written next must not stand in it.
    await opened.#rewrite();
    return opened;
  }

  operations(): KeptOperation[] {
    return [...this.#kept.values()].sort((a, b) => a.seq - b.seq);
  }

  append(change: Change): Promise<void> {
    const doing = this.#last.then(async () => {
      await this.#file.write(JSON.stringify(change) + '\n');
      await this.#file.datasync();
      this.#apply(change);
      if (this.#lines > this.#kept.size + WASTE_MAX) await this.#rewrite();
    });
    this.#last = doing.catch(() => this.#rewrite().catch(() => {}));
    return doing;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
  }

  #take(line: string): boolean {
    if (line === '') return true;
    try {
      this.#apply(JSON.parse(line) as Change);
      return true;
    } catch {
      return false;
    }
  }

  #apply({ put, remove }: Change): void {
    this.#lines += 1;
    for (const opId of remove) this.#kept.delete(opId);
    for (const kept of put) this.#kept.set(kept.opId, kept);
  }

  // Beside it and then in its place: whoever reads it finds the old one or the new one.
  async #rewrite(): Promise<void> {
    const beside = this.#path + '.new';
    const file = await open(beside, 'w');
    try {
      await file.writeFile(this.#kept.size > 0 ? JSON.stringify({ put: this.operations(), remove: [] } satisfies Change) + '\n' : '');
      await file.datasync();
    } finally {
      await file.close();
    }
    await this.#file.close().catch(() => {});
    await rename(beside, this.#path);
    await flushed(dirname(this.#path));
    this.#file = await open(this.#path, 'a');
    this.#lines = 1;
  }
}

/** A new name in a folder is on the disk when the folder is. Where a folder cannot be opened, the system sees to it. */
async function flushed(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => undefined);
  await opened?.sync().catch(() => {});
  await opened?.close();
}
