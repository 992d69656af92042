import type { Watchable } from '../protocol/index.js';
import type { Clock, Dice } from './clock.js';
import type { OpenSocket } from './socket.js';
import type { OperationStore } from './store.js';
import type { TakeTurn } from './turn.js';

/** What a lane is connected with. */
export interface ConnectOptions {
  /** Addresses like ws://127.0.0.1:8766. The first is tried first; when one is away, the next. */
  readonly lanes: string | readonly string[];
  /** Asked for each sign-in. */
  readonly token: () => string | Promise<string>;
  /** The name of this terminal: the same after a reload, and of one window at a time. */
  readonly deviceId: string;
  /** Where operations are until they are acknowledged. A browser's own database unless another is given. */
  readonly keep: OperationStore;
  /** What of the shop's state to hear. */
  readonly watch?: readonly Watchable[];
  /** Whether what closed windows of this browser left behind is said too. It is, unless this is false. */
  readonly inherit?: boolean;
  /** How long a lease and a table lock live by the lane's settings, when these are not the usual ones. In milliseconds. */
  readonly leaseTtl?: number;
  readonly tableTtl?: number;
  /** How a socket is opened, whose turn it is, what time it is, and how the dice fall; for tests and for hosts that are no browser. */
  readonly socket?: OpenSocket;
  readonly turn?: TakeTurn;
  readonly clock?: Clock;
  readonly dice?: Dice;
}
