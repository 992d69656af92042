// Made from asyncapi.json by scripts/protocol.mjs. Do not edit: change the description and run `npm run protocol`.
import type {
  CloudFacts,
  CloudStateName,
  EntryId,
  LaneFacts,
  LaneId,
  LayoutMode,
  OpId,
  OrderType,
  PosReference,
  ProblemFacts,
  RefusalCode,
  RegisterFacts,
  ReviewCase,
  Role,
  SaleStateName,
  Snapshot,
  StoredOrder,
  StoredTable,
  TableId,
  TableLock,
  Time,
  Topic,
  Version,
} from './shapes.js';
import type {
  BoardDisk,
  BoardEvent,
  BoardLease,
  BoardLock,
  BoardMesh,
  BoardSales,
  BoardScreen,
  BoardTrouble,
  BoardWork,
} from './board.js';

/** The answer to a PING. */
export interface Pong {
  readonly type: 'PONG';
}

/** Signed in. SYNC_INIT, TABLE_LOCKS_STATE and SYNC_STATUS follow. */
export interface AuthOk {
  readonly type: 'AUTH_OK';
  /** The screen's id from now on. */ readonly terminalId: string;
  readonly role: Role;
}

/** Not signed in; the socket stays open for another try. */
export interface AuthFail {
  readonly type: 'AUTH_FAIL';
  /** Why, a sentence for people. */ readonly reason: string;
}

/** Everything that is open now: after sign-in, and after an administrator erased the lane. */
export interface SyncInit {
  readonly type: 'SYNC_INIT';
  /** The orders that are not paid. */ readonly orders: readonly StoredOrder[];
  /** The tables that ever had a state. */ readonly tables: readonly StoredTable[];
}

/** A few numbers, every 30 seconds. */
export interface SyncStatus {
  readonly type: 'SYNC_STATUS';
  /** Screens that are signed in here. */ readonly connectedTerminals: number;
  /** Entries that are not in every required cloud. */ readonly pendingForward: number;
  /** When something last reached Odoo, null when nothing did. */ readonly lastOdooSync: Time | null;
  /** Order leases in force. */ readonly activeLeases: number;
  /** Seconds since the node started. */ readonly uptime: number;
}

/** The order may be written by this screen. */
export interface LeaseGranted {
  readonly type: 'LEASE_GRANTED';
  readonly posReference: PosReference;
  /** The newest stored version, 0 when there is none. */ readonly version: Version;
  readonly expiresAt: Time;
  /** There, and true, when no majority of the lanes has agreed. */ readonly provisional?: true;
}

/** The order may not be written by this screen. */
export interface LeaseDenied {
  readonly type: 'LEASE_DENIED';
  readonly posReference: PosReference;
  /** Who holds it, for people; empty when nobody does. */ readonly holder: string;
  /** Why, a sentence for people. */ readonly reason: string;
}

/** The lease is over: expired, taken over, or not held at all. */
export interface LeaseRevoked {
  readonly type: 'LEASE_REVOKED';
  readonly posReference: PosReference;
  /** Why, a sentence for people. */ readonly reason: string;
  /** What is stored. */ readonly snapshot?: Snapshot;
}

/** An order has a new version. Does not go back to its author. */
export interface OrderUpdated {
  readonly type: 'ORDER_UPDATED';
  readonly posReference: PosReference;
  readonly version: Version;
  readonly snapshot: Snapshot;
  /** The screen that wrote it. */ readonly sourceTerminal: string;
}

/** The back office has booked a paid order. */
export interface OrderFinalized {
  readonly type: 'ORDER_FINALIZED';
  readonly posReference: PosReference;
  /** Its number there. */ readonly orderId: number;
  /** Which line has which number there, as the back office said. */ readonly lineIdMap: Readonly<Record<string, unknown>>;
  /** What the back office said for the tax office. */ readonly fiscal?: unknown;
}

/** The back office has not booked a paid order. The sale is kept all the same. */
export interface OrderFinalizeError {
  readonly type: 'ORDER_FINALIZE_ERROR';
  readonly posReference: PosReference;
  /** Why, a sentence for people. */ readonly error: string;
  /** False when it does not take this order, true when it is away or there is none. */ readonly retryable: boolean;
}

/** The snapshot was made from an old version and was not kept. */
export interface Conflict {
  readonly type: 'CONFLICT';
  readonly posReference: PosReference;
  /** The stored version. */ readonly hubVersion: Version;
  /** What is stored. */ readonly hubSnapshot: Snapshot;
}

/** A ticket number. */
export interface TicketNumberResponse {
  readonly type: 'TICKET_NUMBER_RESPONSE';
  readonly orderType: OrderType;
  /** From 1 up each day of the store. */ readonly ticketNumber: number;
}

/** The state of a table changed. */
export interface TableUpdated {
  readonly type: 'TABLE_UPDATED';
  readonly tableId: TableId;
  /** available, occupied, or any other word. */ readonly status: string;
  /** The order on it. */ readonly posReference?: PosReference;
  /** The screen that did it. */ readonly sourceTerminal: string;
}

/** The table is locked for this screen. */
export interface TableLockGranted {
  readonly type: 'TABLE_LOCK_GRANTED';
  readonly tableId: TableId;
  readonly expiresAt: Time;
  /** There, and true, when no majority of the lanes has agreed. */ readonly provisional?: true;
}

/** Somebody else is at the table. */
export interface TableLockDenied {
  readonly type: 'TABLE_LOCK_DENIED';
  readonly tableId: TableId;
  /** Who, for people. */ readonly lockedBy: string;
}

/** The lock is over. */
export interface TableLockRevoked {
  readonly type: 'TABLE_LOCK_REVOKED';
  readonly tableId: TableId;
  /** Why, a sentence for people. */ readonly reason: string;
}

/** A table is free again; to all. */
export interface TableLockReleased {
  readonly type: 'TABLE_LOCK_RELEASED';
  readonly tableId: TableId;
}

/** All table locks in force. */
export interface TableLocksState {
  readonly type: 'TABLE_LOCKS_STATE';
  readonly locks: readonly TableLock[];
}

/** A floor has a new layout. */
export interface FloorPlanChanged {
  readonly type: 'FLOOR_PLAN_CHANGED';
  /** The number of the floor. */ readonly floorId: number;
  /** The tables, to the letter. */ readonly tables: readonly unknown[];
  readonly layoutMode?: LayoutMode;
}

/** What was asked is done and flushed on this lane's disk. */
export interface AckOk {
  readonly type: 'ACK';
  readonly opId: OpId;
  readonly ok: true;
  /** The entry it made. */ readonly entryId?: EntryId;
  /** The version it made. */ readonly version?: Version;
  readonly state?: SaleStateName;
}

/** What was asked was refused and left nothing behind. */
export interface AckRefused {
  readonly type: 'ACK';
  readonly opId: OpId;
  readonly ok: false;
  readonly code: RefusalCode;
  /** Why, a sentence for people. */ readonly reason: string;
}

/** How safe an operation's entry is: at every change, and after sign-in for the last 200 of the device. */
export interface SaleState {
  readonly type: 'SALE_STATE';
  readonly opId: OpId;
  readonly entryId: EntryId;
  readonly state: SaleStateName;
  /** The lanes that have it on disk, this one included. */ readonly copies: readonly LaneId[];
  /** What each configured cloud has, by its name. */ readonly clouds: Readonly<Record<string, CloudStateName>>;
  /** Why a cloud refuses it. */ readonly reason?: string;
}

/** An entry that was subscribed to. */
export interface Published {
  readonly type: 'PUBLISHED';
  /** Hand it back in SUBSCRIBE to go on after this one; opaque. */ readonly cursor: string;
  readonly entryId: EntryId;
  readonly topic: Topic;
  /** What it is about. */ readonly subject?: string;
  /** As it was sent, to the letter. */ readonly payload: unknown;
  /** The screen that sent it. */ readonly sourceTerminal?: string;
  readonly sourceLane: LaneId;
  readonly at: Time;
}

/** The lanes of the shop. */
export interface Lanes {
  readonly type: 'LANES';
  /** This one. */ readonly lane: LaneId;
  /** The lane that grants, as far as this one knows. */ readonly coordinator: string;
  /** Whether more than half of the roster's votes are in view. */ readonly majority: boolean;
  readonly lanes: readonly LaneFacts[];
}

/** How safe the sales of this lane are. */
export interface Safety {
  readonly type: 'SAFETY';
  /** Entries on this lane only. */ readonly pending: number;
  /** Entries on another lane too. */ readonly peerAck: number;
  /** Entries that a cloud refuses. */ readonly setAside: number;
  /** The age of the oldest entry that is on no other disk, null when there is none. */ readonly oldestUnsafeSeconds: number | null;
  readonly clouds: readonly CloudFacts[];
}

/** What waits for a person. */
export interface Review {
  readonly type: 'REVIEW';
  readonly cases: readonly ReviewCase[];
}

/** The registers of the shop. */
export interface Registers {
  readonly type: 'REGISTERS';
  readonly registers: readonly RegisterFacts[];
}

/** Everything that the page of a lane shows. */
export interface Board {
  readonly type: 'BOARD';
  /** This one. */ readonly lane: LaneId;
  /** Of the program. */ readonly version: string;
  readonly at: Time;
  /** Since the node started. */ readonly uptimeSeconds: number;
  /** down: no entries are taken. degraded: there are troubles. */ readonly health: 'ok' | 'degraded' | 'down';
  readonly troubles: readonly BoardTrouble[];
  readonly sales: BoardSales;
  /** The age of the oldest entry that is on no other disk, null when there is none. */ readonly oldestUnsafeSeconds: number | null;
  readonly mesh: BoardMesh;
  readonly screens: readonly BoardScreen[];
  readonly leases: readonly BoardLease[];
  readonly locks: readonly BoardLock[];
  readonly events: readonly BoardEvent[];
  readonly disk: BoardDisk;
  readonly loop: BoardWork;
}

/** What is wrong and what to do, worst first. */
export interface Problems {
  readonly type: 'PROBLEMS';
  readonly problems: readonly ProblemFacts[];
}

/** What the node sends and a screen receives. */
export type FromNode =
  Pong | AuthOk | AuthFail | SyncInit | SyncStatus | LeaseGranted | LeaseDenied | LeaseRevoked | OrderUpdated |
  OrderFinalized | OrderFinalizeError | Conflict | TicketNumberResponse | TableUpdated | TableLockGranted |
  TableLockDenied | TableLockRevoked | TableLockReleased | TableLocksState | FloorPlanChanged | AckOk | AckRefused |
  SaleState | Published | Lanes | Safety | Review | Registers | Board | Problems;

/** The types of {@link FromNode}. */
export const fromNodeTypes = [
  'PONG', 'AUTH_OK', 'AUTH_FAIL', 'SYNC_INIT', 'SYNC_STATUS', 'LEASE_GRANTED', 'LEASE_DENIED', 'LEASE_REVOKED',
  'ORDER_UPDATED', 'ORDER_FINALIZED', 'ORDER_FINALIZE_ERROR', 'CONFLICT', 'TICKET_NUMBER_RESPONSE', 'TABLE_UPDATED',
  'TABLE_LOCK_GRANTED', 'TABLE_LOCK_DENIED', 'TABLE_LOCK_REVOKED', 'TABLE_LOCK_RELEASED', 'TABLE_LOCKS_STATE',
  'FLOOR_PLAN_CHANGED', 'ACK', 'SALE_STATE', 'PUBLISHED', 'LANES', 'SAFETY', 'REVIEW', 'REGISTERS', 'BOARD',
  'PROBLEMS',
] as const;
