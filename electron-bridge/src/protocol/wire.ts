import type { FromNode } from './fromNode.js';
import type { FromScreen } from './fromScreen.js';
import type { SaleState } from './fromNode.js';
import type { RefusalCode, RegisterFacts, ReviewCase, ReviewSide, SaleStateName, Snapshot, StoredTable, Watched } from './shapes.js';

// The shorter names that the client has for parts of the protocol.

export type Watchable = Watched;
/** Why a lane refused. */
export type Code = RefusalCode;
/** How far an entry has come: on this lane's disk, on another's, in every cloud, or refused by one. */
export type Delivery = SaleStateName;
/** What a screen says; an opId in a ping is passed over like any member that is not known. */
export type ToLane = Exclude<FromScreen, { type: 'PING' }> | { readonly type: 'PING'; readonly opId?: string };
/** What a lane says. */
export type FromLane = FromNode;
/** How far the entry of an operation has come. */
export type SaleStateNotice = SaleState;
/** A table as a lane keeps it. */
export type TableRow = StoredTable;
/** An order that was changed on two lanes at once. */
export type Case = ReviewCase;
/** One side of a case. */
export type CaseSide = ReviewSide;
/** A register of the shop. */
export type Register = RegisterFacts;

/** The messages of one type. */
export type Said<T extends FromLane['type']> = Extract<FromLane, { type: T }>;

/** Whether the money of an order is taken, by the rule of the lanes. */
export function isPaid(snapshot: Snapshot | undefined): boolean {
  return snapshot !== undefined && (snapshot.status === 'paid' || snapshot.state === 'paid' || snapshot.state === 'finalized');
}
