// What a screen and a lane say to each other, as docs/04-hub-dialect.md has it. Times are ISO texts, for people only.

/** An order as its till writes it. A lane passes it on to the letter and reads little of it. */
export interface Snapshot {
  readonly tableId?: number | null;
  readonly status?: string;
  readonly state?: string;
  readonly lines?: readonly OrderLine[];
  readonly [member: string]: unknown;
}

/** A line of an order. The id is what a merge goes by. */
export interface OrderLine {
  readonly id?: string | number;
  readonly [member: string]: unknown;
}

export type Role = 'manager' | 'cashier' | 'waiter';
export type Watchable = 'lanes' | 'safety' | 'review' | 'registers' | 'board';
export type OrderType = 'takeout' | 'delivery';

/** Why a lane refused. */
export type Code =
  | 'LEASE_NOT_HELD' | 'LEASE_HELD' | 'STALE_VERSION' | 'ALREADY_PAID' | 'BAD_REQUEST' | 'TOO_LARGE'
  | 'TOO_FAST' | 'BUSY' | 'DISK' | 'NOT_ALLOWED' | 'CUT_OFF';

/** How far an entry has come: on this lane's disk, on another's, in every cloud, or refused by one. */
export type Delivery = 'pending' | 'peer_ack' | 'cloud_ack' | 'set_aside';

/** What a screen says. Any of them may carry an opId. */
export type ToLane = { readonly opId?: string } & (
  | { readonly type: 'AUTH'; readonly token: string; readonly deviceId: string }
  | { readonly type: 'LEASE_ACQUIRE'; readonly posReference: string; readonly baseVersion: number; readonly force?: boolean }
  | { readonly type: 'LEASE_RELEASE'; readonly posReference: string; readonly finalSnapshot?: Snapshot }
  | { readonly type: 'LEASE_HEARTBEAT'; readonly posReference: string }
  | { readonly type: 'ORDER_SNAPSHOT'; readonly posReference: string; readonly baseVersion: number; readonly snapshot: Snapshot }
  | { readonly type: 'ORDER_FINALIZE'; readonly posReference: string; readonly snapshot: Snapshot; readonly configId: number }
  | { readonly type: 'TABLE_UPDATE'; readonly tableId: number; readonly status: string; readonly posReference?: string | null }
  | { readonly type: 'TABLE_LOCK_ACQUIRE' | 'TABLE_LOCK_RELEASE' | 'TABLE_LOCK_HEARTBEAT' | 'TABLE_LOCK_FORCE_ACQUIRE'; readonly tableId: number }
  | { readonly type: 'TICKET_NUMBER_REQUEST'; readonly orderType: OrderType }
  | { readonly type: 'FLOOR_PLAN_UPDATE'; readonly floorId: number; readonly tables: readonly unknown[]; readonly layoutMode?: string }
  | { readonly type: 'HEARTBEAT' | 'PING' }
  | { readonly type: 'PUBLISH'; readonly topic: string; readonly subject?: string; readonly payload: unknown }
  | { readonly type: 'SUBSCRIBE'; readonly topics: readonly string[]; readonly from?: string }
  | { readonly type: 'WATCH'; readonly what: readonly Watchable[] }
  | { readonly type: 'RESOLVE'; readonly caseId: string; readonly choice: 'mine' | 'theirs' }
  | { readonly type: 'REGISTER_CREATE'; readonly name: string; readonly cash?: boolean }
  | { readonly type: 'REGISTER_RETRY'; readonly registerId: string }
);

/** The answer to an operation that was done. */
export interface AckOk {
  readonly type: 'ACK';
  readonly opId: string;
  readonly ok: true;
  readonly entryId?: string;
  readonly version?: number;
  readonly state?: Delivery;
}

/** The answer to an operation that was refused and left nothing behind. */
export interface AckRefused {
  readonly type: 'ACK';
  readonly opId: string;
  readonly ok: false;
  readonly code: Code;
  readonly reason: string;
}

/** How far the entry of an operation has come. */
export interface SaleStateNotice {
  readonly type: 'SALE_STATE';
  readonly opId: string;
  readonly entryId: string;
  readonly state: Delivery;
  readonly copies: readonly string[];
  readonly clouds: Readonly<Record<string, 'waiting' | 'stored' | 'set_aside'>>;
  readonly reason?: string;
}

/** Who locks a table. */
export interface TableLock {
  readonly tableId: number;
  readonly terminalId: string;
  readonly uid?: number | null;
  readonly userName: string;
  readonly expiresAt: string;
}

/** A table as a lane keeps it. */
export interface TableRow {
  readonly tableId: number;
  readonly status: string;
  readonly posReference: string | null;
  readonly terminalId: string | null;
  readonly updatedAt: string;
}

/** An entry of a topic. */
export interface Published {
  readonly type: 'PUBLISHED';
  readonly cursor: string;
  readonly entryId: string;
  readonly topic: string;
  readonly subject?: string;
  readonly payload: unknown;
  readonly sourceTerminal?: string;
  readonly sourceLane: string;
  readonly at: string;
}

/** The lanes of the shop, as one of them sees them. */
export interface Lanes {
  readonly lane: string;
  readonly coordinator: string | null;
  readonly majority: boolean;
  readonly lanes: readonly { readonly id: string; readonly state: 'here' | 'up' | 'away'; readonly since: string; readonly entriesBehind: number }[];
}

/** How safe the sales of this lane are. */
export interface Safety {
  readonly pending: number;
  readonly peerAck: number;
  readonly setAside: number;
  readonly oldestUnsafeSeconds: number | null;
  readonly clouds: readonly { readonly name: string; readonly reachable: boolean; readonly lastStored: string | null; readonly waiting: number }[];
}

/** One side of a case. */
export interface CaseSide {
  readonly version: number;
  readonly lane: string;
  readonly at: string;
  readonly snapshot: Snapshot;
}

/** An order that was changed on two lanes at once. */
export interface Case {
  readonly caseId: string;
  readonly posReference: string;
  readonly kind: string;
  readonly head: CaseSide;
  readonly branch: CaseSide;
}

/** A register of the shop. */
export interface Register {
  readonly id: string;
  readonly name: string;
  readonly cash: boolean;
  readonly state: 'waiting' | 'made' | 'set_aside';
  readonly configId: number | null;
  readonly tries: number;
  readonly reason?: string;
}

/** What a node says of itself before anybody signed in. */
export interface Board {
  readonly lane: string;
  readonly version: string;
  readonly health: string;
  readonly troubles: readonly unknown[];
}

/** How a lane does, every 30 s. */
export interface SyncStatus {
  readonly connectedTerminals: number;
  readonly pendingForward: number;
  readonly lastOdooSync: string | null;
  readonly activeLeases: number;
  readonly uptime: number;
}

/** What a lane says. */
export type FromLane =
  | AckOk | AckRefused | SaleStateNotice | Published
  | { readonly type: 'PONG' }
  | { readonly type: 'AUTH_OK'; readonly terminalId: string; readonly role: Role }
  | { readonly type: 'AUTH_FAIL'; readonly reason: string }
  | { readonly type: 'SYNC_INIT'; readonly orders: readonly { readonly posReference: string; readonly version: number; readonly snapshot: Snapshot }[]; readonly tables: readonly TableRow[] }
  | ({ readonly type: 'SYNC_STATUS' } & SyncStatus)
  | { readonly type: 'LEASE_GRANTED'; readonly posReference: string; readonly version: number; readonly expiresAt: string; readonly provisional?: boolean }
  | { readonly type: 'LEASE_DENIED'; readonly posReference: string; readonly holder: string; readonly reason: string }
  | { readonly type: 'LEASE_REVOKED'; readonly posReference: string; readonly reason: string; readonly snapshot?: Snapshot }
  | { readonly type: 'ORDER_UPDATED'; readonly posReference: string; readonly version: number; readonly snapshot: Snapshot; readonly sourceTerminal?: string }
  | { readonly type: 'CONFLICT'; readonly posReference: string; readonly hubVersion: number; readonly hubSnapshot: Snapshot }
  | { readonly type: 'ORDER_FINALIZED'; readonly posReference: string; readonly orderId: number; readonly lineIdMap: Readonly<Record<string, number>>; readonly fiscal?: unknown }
  | { readonly type: 'ORDER_FINALIZE_ERROR'; readonly posReference: string; readonly error: string; readonly retryable: boolean }
  | { readonly type: 'TABLE_UPDATED'; readonly tableId: number; readonly status: string; readonly posReference?: string; readonly sourceTerminal?: string }
  | { readonly type: 'TABLE_LOCK_GRANTED'; readonly tableId: number; readonly expiresAt: string; readonly provisional?: boolean }
  | { readonly type: 'TABLE_LOCK_DENIED'; readonly tableId: number; readonly lockedBy: string }
  | { readonly type: 'TABLE_LOCK_REVOKED'; readonly tableId: number; readonly reason: string }
  | { readonly type: 'TABLE_LOCK_RELEASED'; readonly tableId: number }
  | { readonly type: 'TABLE_LOCKS_STATE'; readonly locks: readonly TableLock[] }
  | { readonly type: 'TICKET_NUMBER_RESPONSE'; readonly orderType: OrderType; readonly ticketNumber: number }
  | { readonly type: 'FLOOR_PLAN_CHANGED'; readonly floorId: number; readonly tables: readonly unknown[]; readonly layoutMode?: string }
  | ({ readonly type: 'LANES' } & Lanes)
  | ({ readonly type: 'SAFETY' } & Safety)
  | { readonly type: 'REVIEW'; readonly cases: readonly Case[] }
  | { readonly type: 'REGISTERS'; readonly registers: readonly Register[] }
  | ({ readonly type: 'BOARD' } & Board);

/** The messages of one type. */
export type Said<T extends FromLane['type']> = Extract<FromLane, { type: T }>;

/** Whether the money of an order is taken, by the rule of the lanes. */
export function isPaid(snapshot: Snapshot | undefined): boolean {
  return snapshot !== undefined && (snapshot.status === 'paid' || snapshot.state === 'paid' || snapshot.state === 'finalized');
}
