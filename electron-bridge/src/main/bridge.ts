import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Lane, type OpenSocket } from '../client/index.js';
import { fileStore } from '../client/node/index.js';
import { openSocket } from '../client/socket.js';
import { EmployeeFile } from './employees.js';
import { Guesses } from './guesses.js';
import { cameWithTheApp, forPages, serve, tell, type IpcMain, type Window } from './ipc.js';
import type { LaneKeeper } from './lane.js';
import { TOPIC, type Sale } from './sale.js';
import { Sales, type SalesTimes } from './sales.js';
import { SignIn } from './signin.js';

/** What a bridge between pages and a lane is made of. */
export interface BridgeOptions {
  readonly keeper: Pick<LaneKeeper, 'state' | 'on' | 'start'>;
  /** Electron's. */
  readonly ipcMain: IpcMain;
  /** Electron's windows, to be told how it is with the node. */
  readonly windows: () => readonly Window[];
  /** A folder of this device, such as Electron's userData: sales that are not acknowledged and wrong PINs are kept in it. */
  readonly folder: string;
  /** The employees: a JSON list with bcrypt hashes. */
  readonly employees: string;
  /** The name of this device: the same after a restart, and no other device's. */
  readonly deviceId: string;
  /** What the lane's sign-in mode asks for. */
  readonly token: () => string | Promise<string>;
  /** Pages that may ask; those that came with the app (file: and app:) unless said otherwise. */
  readonly isOwnPage?: (url: string) => boolean;
  /** Told what somebody should know of, in one sentence. */
  readonly trouble?: (sentence: string) => void;
  readonly now?: () => number;
  readonly times?: SalesTimes;
}

/** Pages can sign in and sell. */
export interface Bridge {
  readonly lane: Lane;
  readonly signIn: SignIn;
  readonly sales: Sales;
  /** Hangs up. What is not acknowledged stays kept. The node goes on: that is the keeper's. */
  close(): Promise<void>;
}

/** Has pages sign in and sell through the lane of a keeper. */
export async function openBridge(options: BridgeOptions): Promise<Bridge> {
  const { keeper, folder, deviceId, trouble = () => {} } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keep = fileStore(folder);
  const kept = (await keep.load(deviceId)).flatMap(({ deed, refused }) => (deed.type === 'PUBLISH' && deed.topic === TOPIC && !refused ? [deed.payload as Sale] : []));
  // The node's port may be another after a restart: the keeper knows it, so the address here is only a name.
  const socket: OpenSocket = () => openSocket(keeper.state.phase === 'running' ? keeper.state.socket : 'ws://127.0.0.1:1');
  const lane = new Lane({ lanes: 'ws://lane', token: options.token, deviceId, keep, socket });
  const guesses = new Guesses(join(folder, 'wrong-pins.json'), options.now ?? Date.now, trouble);
  const signIn = new SignIn(new EmployeeFile(options.employees, trouble), guesses);
  const sales = new Sales(lane, signIn, deviceId, kept, options.times);
  const stopServing = serve(options.ipcMain, {
    signIn, sales, retry: () => keeper.start(), isOwnPage: options.isOwnPage ?? cameWithTheApp,
    here: () => ({ deviceId, lanes: keeper.state.phase === 'running' ? [keeper.state.socket] : [], node: forPages(keeper.state) }),
  });
  const stopTelling = keeper.on('state', state => {
    tell(options.windows(), state);
    if (state.phase === 'running') lane.signIn();
  });
  return {
    lane, signIn, sales,
    async close() {
      stopTelling();
      stopServing();
      sales.close();
      await lane.close();
    },
  };
}
