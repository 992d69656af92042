// Made from asyncapi.json by scripts/protocol.mjs. Do not edit: change the description and run `npm run protocol`.

/** The name of an operation, chosen by the device and unique for it. What was done under it is not done again for at least 24 hours. */
export type OpId = string;

/** The reference of an order, made once by the screen that opened it; opaque to the node. */
export type PosReference = string;

/** The number of a table. */
export type TableId = number;

/** Which version of an order: 1 at first, one more with each accepted snapshot, 0 when there is none. */
export type Version = number;

/** A time in UTC with milliseconds, for people and pages; deadlines are kept on a clock that cannot be set. */
export type Time = string;

/** The name of an entry: the lane that wrote it, the life of its disk, its number. */
export type EntryId = string;

/** The name of a lane. */
export type LaneId = string;

/** What a free message or an entry is about. */
export type Topic = string;

/** A topic, or the beginning of topics and a star. */
export type TopicOrPrefix = string;

/** What somebody may do. Only a manager may take over leases and locks, settle cases and make registers. */
export type Role = 'manager' | 'cashier' | 'waiter';

/** How safe an entry is: on this lane only, on another lane too, in every cloud that is required, or refused by one. */
export type SaleStateName = 'pending' | 'peer_ack' | 'cloud_ack' | 'set_aside';

/** What a cloud has of an entry. */
export type CloudStateName = 'waiting' | 'stored' | 'set_aside';

/** Why something was refused, for programs. */
export type RefusalCode = 'LEASE_NOT_HELD' | 'LEASE_HELD' | 'CUT_OFF' | 'STALE_VERSION' | 'ALREADY_PAID' | 'BAD_REQUEST' | 'TOO_LARGE' | 'TOO_FAST' | 'BUSY' | 'DISK' | 'UNSENT' | 'NOT_ALLOWED';

/** How a floor is laid out. */
export type LayoutMode = 'free' | 'grid' | 'perimeter_center';

/** The kinds of orders that get a ticket number. */
export type OrderType = 'takeout' | 'delivery';

/** What can be watched. */
export type Watched = 'lanes' | 'safety' | 'review' | 'registers' | 'board' | 'problems';

/** A whole order. Passed on to the letter; the node reads only the members named here, and one of another type counts as absent. It is paid when status is paid, or state is paid or finalized. */
export interface Snapshot {
  /** The table it stands on, a whole number. */ readonly tableId?: number | null;
  /** Such as open or paid. */ readonly status?: string;
  /** Such as draft, paid or finalized. */ readonly state?: string;
  /** Counted for the list of orders. */ readonly lines?: readonly OrderLine[];
  readonly [member: string]: unknown;
}

/** A line of an order, as its screen writes it; the node reads nothing of it. */
export interface OrderLine {
  /** What a merge of two versions goes by. */ readonly id?: string | number;
  readonly [member: string]: unknown;
}

/** An order that is not paid, as the node has it. */
export interface StoredOrder {
  readonly posReference: PosReference;
  readonly version: Version;
  readonly snapshot: Snapshot;
}

/** What the floor plan shows of a table. */
export interface StoredTable {
  readonly tableId: TableId;
  /** available, occupied, or any other word that a screen uses. */ readonly status: string;
  /** The order on it. */ readonly posReference: PosReference | null;
  /** The screen that set it last. */ readonly terminalId: string | null;
  readonly updatedAt: Time;
}

/** A table lock in force. */
export interface TableLock {
  readonly tableId: TableId;
  /** The screen that holds it. */ readonly terminalId: string;
  /** The person, as the back office numbers them; 0 when it does not. */ readonly uid: number;
  /** The person, for people. */ readonly userName: string;
  readonly expiresAt: Time;
}

/** A lane of the shop. */
export interface LaneFacts {
  readonly id: LaneId;
  /** here: in view and keeps up. up: in view, but it does not acknowledge what is due, or has not said who it is. away: not in view. */ readonly state: 'here' | 'up' | 'away';
  /** When it came, was heard last, or went. */ readonly since: Time;
  /** How many of this lane's entries it has not acknowledged. */ readonly entriesBehind: number;
}

/** A configured cloud. */
export interface CloudFacts {
  /** Such as supabase or odoo. */ readonly name: string;
  /** While it gives receipts. */ readonly reachable: boolean;
  /** The newest entry of this lane that it has. */ readonly lastStored: EntryId | null;
  /** How many of this lane's entries it has not. */ readonly waiting: number;
}

/** One of two versions of an order. */
export interface ReviewSide {
  readonly version: Version;
  readonly lane: LaneId;
  readonly at: Time;
  readonly snapshot: Snapshot;
}

/** Something that waits for a person. */
export interface ReviewCase {
  /** Its name, for RESOLVE. */ readonly caseId: string;
  readonly posReference: PosReference;
  /** double-edit: an order was changed on two lanes at once. paid-twice: it was paid on both. */ readonly kind: 'double-edit' | 'paid-twice';
  /** The version that counts meanwhile. */ readonly head: ReviewSide;
  /** The version beside it. */ readonly branch: ReviewSide;
}

/** A register of the shop. */
export interface RegisterFacts {
  readonly id: EntryId;
  /** Its name. */ readonly name: string;
  /** Whether it takes cash. */ readonly cash: boolean;
  /** How far Odoo has it. */ readonly state: 'waiting' | 'made' | 'set_aside';
  /** Its number in Odoo, null until it is there. */ readonly configId: number | null;
  /** How often Odoo refused it since somebody last had it tried again. */ readonly tries: number;
  /** Why it did the last time. */ readonly reason?: string;
}

/** Something that is wrong with a lane or its shop, and what to do about it. */
export interface ProblemFacts {
  /** One word that never changes its meaning. */ readonly code: string;
  /** critical: nothing can be sold, or something was lost. warning: a person must do something, or wait. notice: good to know. */ readonly severity: 'critical' | 'warning' | 'notice';
  /** What is wrong, for people. */ readonly what: string;
  readonly since: Time;
  /** What to do, for people. */ readonly hint: string;
  /** Which lane, cloud or register it is about. */ readonly about?: string;
  /** The path to which an administrator may POST so that the node puts it right. */ readonly repair?: string;
}
