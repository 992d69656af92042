import { CHANNELS, NODE_CHANNEL, type Here, type PageNodeState } from './channels.js';
import type { NodeState } from './lane.js';
import type { Sales } from './sales.js';
import type { SignIn } from './signin.js';

/** What is needed of Electron's ipcMain. */
export interface IpcMain {
  handle(channel: string, listener: (event: IpcEvent, ...args: unknown[]) => unknown): void;
  removeHandler(channel: string): void;
}

/** What is looked at of the event of a call: which page it comes from. */
export interface IpcEvent {
  readonly senderFrame?: { readonly url: string; readonly parent?: unknown } | null;
}

/** What is needed of Electron's windows, to tell their pages something. */
export interface Window {
  readonly webContents: { send(channel: string, what: unknown): void };
  isDestroyed?(): boolean;
}

/** What the calls of pages lead to. */
export interface Served {
  readonly signIn: SignIn;
  readonly sales: Sales;
  readonly here: () => Here;
  /** Somebody wants the node tried again now. */
  readonly retry: () => void;
  /** Whether a page may ask at all. */
  readonly isOwnPage: (url: string) => boolean;
}

/** Pages that came with the app. */
export const cameWithTheApp = (url: string): boolean => /^(file|app):\/\//.test(url);

/** Answers the calls of pages. @returns what ends it */
export function serve(ipcMain: IpcMain, { signIn, sales, here, retry, isOwnPage }: Served): () => void {
  const answers: Record<keyof typeof CHANNELS, (...args: unknown[]) => unknown> = {
    verifyPin: async pin => {
      const said = await signIn.verify(pin);
      return 'employee' in said ? said.employee : null;
    },
    login: async credentials => {
      const said = await signIn.verify((credentials as { pin?: unknown } | null)?.pin);
      return 'employee' in said ? { success: true, employee: said.employee } : { success: false, error: said.error };
    },
    logout: () => signIn.logout(),
    getCurrentEmployee: () => {
      const { employee } = signIn;
      return employee ? { id: employee.id, name: `${employee.firstName} ${employee.lastName}`.trim(), employeeCode: employee.employeeCode, isManager: employee.isManager } : null;
    },
    checkAuthenticated: () => signIn.employee !== undefined,
    complete: dto => sales.complete(dto),
    get: id => sales.get(id),
    recent: limit => sales.recent(limit),
    void: (id, reason) => sales.void(id, reason),
    here,
    retry,
  };
  for (const [name, channel] of Object.entries(CHANNELS) as [keyof typeof CHANNELS, string][]) {
    ipcMain.handle(channel, (event, ...args) => {
      // A frame inside of a page, or a page from elsewhere, has no business here.
      const frame = event.senderFrame;
      if (!frame || frame.parent || !isOwnPage(frame.url)) throw new Error('This page may not ask that.');
      return answers[name](...args);
    });
  }
  return () => Object.values(CHANNELS).forEach(channel => ipcMain.removeHandler(channel));
}

/** What a page may know of the node: no numbers of processes, no paths. */
export function forPages(state: NodeState): PageNodeState {
  switch (state.phase) {
    case 'running':
      return { phase: state.phase, lane: state.lane };
    case 'waiting':
      return { phase: state.phase, retryAt: state.retryAt, reason: state.reason };
    case 'cannot':
      return { phase: state.phase, reason: state.reason };
    default:
      return { phase: state.phase };
  }
}

/** Tells all windows how it is with the node. */
export function tell(windows: readonly Window[], state: NodeState): void {
  for (const window of windows) if (!window.isDestroyed?.()) window.webContents.send(NODE_CHANNEL, forPages(state));
}
