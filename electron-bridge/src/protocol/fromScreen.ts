// Made from asyncapi.json by scripts/protocol.mjs. Do not edit: change the description and run `npm run protocol`.
import type {
  LayoutMode,
  OpId,
  OrderType,
  PosReference,
  Snapshot,
  TableId,
  Topic,
  TopicOrPrefix,
  Version,
  Watched,
} from './shapes.js';

/** Asks for a PONG, at once and before sign-in. It may hold further members, but no objects and no lists, and at most 256 characters. */
export interface Ping {
  readonly type: 'PING';
}

/** Signs a screen in. The newest connection of a device replaces the one before. */
export interface Auth {
  readonly type: 'AUTH';
  /** What the sign-in mode asks for; may be empty in some. */ readonly token: string;
  /** The screen's id, the same over reconnects and on every lane; when it is empty one is made up. */ readonly deviceId: string;
  readonly opId?: OpId | null;
}

/** Opens an order for editing. */
export interface LeaseAcquire {
  readonly type: 'LEASE_ACQUIRE';
  readonly posReference: PosReference;
  /** The version that the screen knows, 0 for a new order. */ readonly baseVersion: Version;
  /** Take it from whoever holds it; managers only. */ readonly force?: boolean | null;
  readonly opId?: OpId | null;
}

/** Gives an order back, with its last state if there is one. */
export interface LeaseRelease {
  readonly type: 'LEASE_RELEASE';
  readonly posReference: PosReference;
  readonly finalSnapshot?: Snapshot | null;
  readonly opId?: OpId | null;
}

/** Still editing: the lease lives one full time from now. */
export interface LeaseHeartbeat {
  readonly type: 'LEASE_HEARTBEAT';
  readonly posReference: PosReference;
  readonly opId?: OpId | null;
}

/** The whole order after a change. It needs the lease, unless it is paid. */
export interface OrderSnapshot {
  readonly type: 'ORDER_SNAPSHOT';
  readonly posReference: PosReference;
  /** The version that it was made from. */ readonly baseVersion: Version;
  readonly snapshot: Snapshot;
  readonly opId?: OpId | null;
}

/** The money is taken: kept as paid in every case, and booked where there is a back office. */
export interface OrderFinalize {
  readonly type: 'ORDER_FINALIZE';
  readonly posReference: PosReference;
  /** The order with its payments. */ readonly snapshot: Snapshot;
  /** The register's number in the back office. */ readonly configId: number;
  readonly opId?: OpId | null;
}

/** A table was changed by hand. */
export interface TableUpdate {
  readonly type: 'TABLE_UPDATE';
  readonly tableId: TableId;
  /** available, occupied, or any other word. */ readonly status: string;
  /** The order on it. */ readonly posReference?: PosReference | null;
  readonly opId?: OpId | null;
}

/** Enters a table on the floor plan. */
export interface TableLockAcquire {
  readonly type: 'TABLE_LOCK_ACQUIRE';
  readonly tableId: TableId;
  readonly opId?: OpId | null;
}

/** Leaves a table; ignored when somebody else holds it. */
export interface TableLockRelease {
  readonly type: 'TABLE_LOCK_RELEASE';
  readonly tableId: TableId;
  readonly opId?: OpId | null;
}

/** Still at the table: the lock lives one full time from now. */
export interface TableLockHeartbeat {
  readonly type: 'TABLE_LOCK_HEARTBEAT';
  readonly tableId: TableId;
  readonly opId?: OpId | null;
}

/** Takes a table over from whoever is there; managers only. */
export interface TableLockForceAcquire {
  readonly type: 'TABLE_LOCK_FORCE_ACQUIRE';
  readonly tableId: TableId;
  readonly opId?: OpId | null;
}

/** Asks for today's next ticket number of its kind. */
export interface TicketNumberRequest {
  readonly type: 'TICKET_NUMBER_REQUEST';
  readonly orderType: OrderType;
  readonly opId?: OpId | null;
}

/** A new layout of a floor: told to the other screens, not kept. */
export interface FloorPlanUpdate {
  readonly type: 'FLOOR_PLAN_UPDATE';
  /** The number of the floor. */ readonly floorId: number;
  /** The tables, passed on to the letter. */ readonly tables: readonly unknown[];
  readonly layoutMode?: LayoutMode | null;
  readonly opId?: OpId | null;
}

/** Renews every lease and lock of the sender; sent by older screens. */
export interface Heartbeat {
  readonly type: 'HEARTBEAT';
  readonly opId?: OpId | null;
}

/** A free message: an entry like any other. Topics that begin with order. table. ticket. lease. stock. register. or tillmesh. are the node's own. */
export interface Publish {
  readonly type: 'PUBLISH';
  readonly topic: Topic;
  /** What it is about. */ readonly subject?: string | null;
  /** Any JSON, at most 262144 bytes, passed on to the letter. */ readonly payload: unknown;
  readonly opId: OpId;
}

/** Wants entries of these topics, each once and in this lane's order, the sender's own included. Replaces the subscription before. */
export interface Subscribe {
  readonly type: 'SUBSCRIBE';
  /** Which. */ readonly topics: readonly TopicOrPrefix[];
  /** A cursor: go on after it. start: from the beginning. Absent: only new ones. */ readonly from?: string | null;
  readonly opId?: OpId | null;
}

/** Wants the state of the shop, now and at every change, at most twice a second. board and review may be asked for before sign-in. */
export interface Watch {
  readonly type: 'WATCH';
  /** Which. */ readonly what: readonly Watched[];
  readonly opId?: OpId | null;
}

/** Settles a case of Review; managers only. */
export interface Resolve {
  readonly type: 'RESOLVE';
  /** As REVIEW named it. */ readonly caseId: string;
  /** theirs keeps the head, mine makes the branch the head. */ readonly choice: 'theirs' | 'mine';
  readonly opId: OpId;
}

/** Makes a register of the shop; managers only. */
export interface RegisterCreate {
  readonly type: 'REGISTER_CREATE';
  /** Its name, one of a kind. */ readonly name: string;
  /** Whether it takes cash. */ readonly cash?: boolean | null;
  readonly opId: OpId;
}

/** Has Odoo asked again for a register that was set aside; managers only. */
export interface RegisterRetry {
  readonly type: 'REGISTER_RETRY';
  /** As REGISTERS named it. */ readonly registerId: string;
  readonly opId: OpId;
}

/** What a screen sends and the node receives. */
export type FromScreen =
  Ping | Auth | LeaseAcquire | LeaseRelease | LeaseHeartbeat | OrderSnapshot | OrderFinalize | TableUpdate |
  TableLockAcquire | TableLockRelease | TableLockHeartbeat | TableLockForceAcquire | TicketNumberRequest |
  FloorPlanUpdate | Heartbeat | Publish | Subscribe | Watch | Resolve | RegisterCreate | RegisterRetry;

/** The types of {@link FromScreen}. */
export const fromScreenTypes = [
  'PING', 'AUTH', 'LEASE_ACQUIRE', 'LEASE_RELEASE', 'LEASE_HEARTBEAT', 'ORDER_SNAPSHOT', 'ORDER_FINALIZE',
  'TABLE_UPDATE', 'TABLE_LOCK_ACQUIRE', 'TABLE_LOCK_RELEASE', 'TABLE_LOCK_HEARTBEAT', 'TABLE_LOCK_FORCE_ACQUIRE',
  'TICKET_NUMBER_REQUEST', 'FLOOR_PLAN_UPDATE', 'HEARTBEAT', 'PUBLISH', 'SUBSCRIBE', 'WATCH', 'RESOLVE',
  'REGISTER_CREATE', 'REGISTER_RETRY',
] as const;
