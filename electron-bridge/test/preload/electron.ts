import type { IpcEvent, IpcMain } from '../../src/main/index.js';
import type { ContextBridge, IpcRenderer } from '../../src/preload/index.js';

type Listener = (event: unknown, ...args: unknown[]) => void;

/** The little of Electron that a page and the main process see of each other: values are copied on the way, as there. */
export class FakeElectron {
  readonly world: Record<string, unknown> = {};
  readonly #handlers = new Map<string, (event: IpcEvent, ...args: unknown[]) => unknown>();
  readonly #listeners = new Map<string, Set<Listener>>();
  page: NonNullable<IpcEvent['senderFrame']> = { url: 'file:///app/index.html', parent: null };

  readonly ipcMain: IpcMain = {
    handle: (channel, handler) => {
      if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      this.#handlers.set(channel, handler);
    },
    removeHandler: channel => void this.#handlers.delete(channel),
  };
  readonly ipcRenderer: IpcRenderer = {
    invoke: async (channel, ...args) => {
      const handler = this.#handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return structuredClone(await handler({ senderFrame: this.page }, ...(structuredClone(args) as unknown[])));
    },
    on: (channel, listener) => {
      let all = this.#listeners.get(channel);
      if (!all) this.#listeners.set(channel, (all = new Set()));
      all.add(listener);
    },
    removeListener: (channel, listener) => this.#listeners.get(channel)?.delete(listener),
  };
  readonly contextBridge: ContextBridge = { exposeInMainWorld: (name, api) => void (this.world[name] = api) };
  readonly window = { webContents: { send: (channel: string, what: unknown) => this.#listeners.get(channel)?.forEach(hear => hear({ sender: 'secret' }, structuredClone(what))) } };

  get channels(): string[] {
    return [...this.#handlers.keys()].sort();
  }
}
