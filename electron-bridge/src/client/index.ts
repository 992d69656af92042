// The client of a lane for browsers and Node: docs/14-sdk.md.
import { indexedDbStore } from './indexeddb.js';
import { Lane } from './lane.js';
import type { ConnectOptions } from './options.js';
import type { OperationStore } from './store.js';

/** Connects a screen to a lane, and to the next one when that is away. Returns at once; `connection` says how far it is. */
export function connect(options: Omit<ConnectOptions, 'keep'> & { keep?: OperationStore }): Lane {
  if (!options.keep && typeof indexedDB === 'undefined')
    throw new Error("There is no IndexedDB here to keep operations in: give connect() a store, in Node fileStore(FOLDER) of 'tillmesh-bridge/client/node'.");
  return new Lane({ ...options, keep: options.keep ?? indexedDbStore() });
}

export { type Clock, type Dice, steadyClock } from './clock.js';
export { type HoldAnswer as LeaseAnswer, type Held } from './hold.js';
export { indexedDbStore } from './indexeddb.js';
export { Lane } from './lane.js';
export { type ConnectOptions } from './options.js';
export { type Connection } from './connection.js';
export { mergeSnapshots, same, type MergeOptions, type Merged } from './merge.js';
export { type Conflict, type Decision, type FinalizeAnswer, type Finalizing, OrderHandle } from './order.js';
export { type StoredOrder } from './orders.js';
export { type Answer, type Operation } from './operation.js';
export { type Keeping } from './shelf.js';
export { type SaleState } from './safety.js';
export { type OpenSocket, type Socket } from './socket.js';
export { type KeptOperation, type OperationStore } from './store.js';
export { TableHandle } from './tables.js';
export { type TicketAnswer } from './tickets.js';
export { type Value } from './value.js';
export { isPaid } from '../protocol/index.js';
export type { Board, Case, Code, Delivery, Lanes, OrderLine, OrderType, ProblemFacts, Published, Register, Role, Safety, Snapshot, SyncStatus, TableLock, TableRow, Watchable } from '../protocol/index.js';
