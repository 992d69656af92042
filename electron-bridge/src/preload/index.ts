// For Electron's preload, with contextIsolation and sandbox on: docs/15-electron.md. Put it into one file together with the two
// lines that call it; a sandboxed preload can load no other.
import { CHANNELS, NODE_CHANNEL, type Here, type PageNodeState } from '../main/channels.js';
import type { Employee } from '../main/employees.js';
import type { Sale, SaleRequest } from '../main/sale.js';
import type { Completed } from '../main/sales.js';

/** What is needed of Electron's contextBridge. */
export interface ContextBridge {
  exposeInMainWorld(name: string, api: unknown): void;
}

/** What is needed of Electron's ipcRenderer. */
export interface IpcRenderer {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  on(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown;
  removeListener(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown;
}

/** `window.electron`, as Euphoria's pages know it. */
export interface EuphoriaApi {
  readonly version: string | undefined;
  readonly auth: {
    verifyPin(pin: string): Promise<Employee | null>;
    login(credentials: { pin: string }): Promise<{ success: boolean; employee?: Employee; error?: string }>;
    logout(): Promise<void>;
    getCurrentEmployee(): Promise<{ id: string; name: string; employeeCode: string; isManager: boolean } | null>;
    checkAuthenticated(): Promise<boolean>;
  };
  readonly transaction: {
    complete(dto: SaleRequest): Promise<Completed>;
    get(transactionId: string): Promise<{ success: boolean; transaction?: Sale; error?: string }>;
    recent(limit?: number): Promise<{ success: boolean; transactions?: readonly Sale['transaction'][]; error?: string }>;
    void(transactionId: string, reason: string): Promise<Completed>;
  };
}

/** `window.tillmesh`. */
export interface TillmeshApi {
  /** This device, its lane's addresses, and how it is with the node. */
  here(): Promise<Here>;
  /** Hears how it is with the node, at each change. @returns what ends it */
  onNode(hear: (state: PageNodeState) => void): () => void;
  /** Has a node tried again that could not be started; somebody has put right what was wrong. */
  retry(): Promise<void>;
}

/** Gives the page `window.tillmesh` and `window.electron`; nothing of Electron itself gets through. */
export function expose(contextBridge: ContextBridge, ipcRenderer: IpcRenderer, version: string | undefined = process.versions['electron']): void {
  const ask = <T>(name: keyof typeof CHANNELS, ...args: unknown[]): Promise<T> => ipcRenderer.invoke(CHANNELS[name], ...args) as Promise<T>;
  const tillmesh: TillmeshApi = {
    here: () => ask('here'),
    onNode: hear => {
      // Without the event: it holds the whole of ipcRenderer.
      const listener = (_event: unknown, state: unknown): void => hear(state as PageNodeState);
      ipcRenderer.on(NODE_CHANNEL, listener);
      return () => void ipcRenderer.removeListener(NODE_CHANNEL, listener);
    },
    retry: () => ask('retry'),
  };
  const electron: EuphoriaApi = {
    version,
    auth: {
      verifyPin: pin => ask('verifyPin', pin),
      login: credentials => ask('login', { pin: credentials?.pin }),
      logout: () => ask('logout'),
      getCurrentEmployee: () => ask('getCurrentEmployee'),
      checkAuthenticated: () => ask('checkAuthenticated'),
    },
    transaction: {
      complete: dto => ask('complete', dto),
      get: transactionId => ask('get', transactionId),
      recent: limit => ask('recent', limit),
      void: (transactionId, reason) => ask('void', transactionId, reason),
    },
  };
  contextBridge.exposeInMainWorld('tillmesh', tillmesh);
  contextBridge.exposeInMainWorld('electron', electron);
}
