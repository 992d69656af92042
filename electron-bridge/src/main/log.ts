import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A log that never grows beyond its bounds: when the file is full it becomes FILE.1, that one FILE.2, and the last one goes. */
export class RotatingLog {
  #file: number | undefined;
  #bytes = 0;

  /** @param bytesMax of one file @param kept how many older ones stay */
  constructor(readonly path: string, readonly bytesMax = 2 << 20, readonly kept = 3) {}

  /** Appends a text. A disk that takes none is passed over in silence: a lane must sell all the same, and keeps its own books. */
  write(text: string): void {
    try {
      this.#open();
      const bytes = Buffer.from(text);
      if (this.#bytes > 0 && this.#bytes + bytes.length > this.bytesMax) this.#turn();
      writeSync(this.#file as number, bytes);
      this.#bytes += bytes.length;
    } catch {
      this.close();
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #open(): void {
    if (this.#file !== undefined) return;
    mkdirSync(dirname(this.path), { recursive: true });
    this.#file = openSync(this.path, 'a', 0o600);
    this.#bytes = fstatSync(this.#file).size;
  }

  #turn(): void {
    this.close();
    rmSync(`${this.path}.${this.kept}`, { force: true });
    for (let number = this.kept - 1; number >= 1; number--) {
      if (existsSync(`${this.path}.${number}`)) renameSync(`${this.path}.${number}`, `${this.path}.${number + 1}`);
    }
    if (this.kept > 0) renameSync(this.path, `${this.path}.1`);
    else rmSync(this.path);
    this.#open();
  }
}
