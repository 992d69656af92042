// Made from asyncapi.json by scripts/protocol.mjs. Do not edit: change the description and run `npm run protocol`.
import type {
  EntryId,
  LaneFacts,
  PosReference,
  Role,
  SaleStateName,
  TableId,
  Time,
  Topic,
} from './shapes.js';

/** Something is wrong. */
export interface BoardTrouble {
  /** What is wrong. */ readonly what: string;
  readonly since: Time;
  /** What to do. */ readonly hint: string;
}

/** Entries by state. */
export interface BoardSales {
  /** On this lane only. */ readonly pending: number;
  /** On another lane too. */ readonly peerAck: number;
  /** In every cloud that is required. */ readonly cloudAck: number;
  /** Refused by a cloud. */ readonly setAside: number;
}

/** The shop as this lane sees it. */
export interface BoardMesh {
  /** The lane that grants, as far as this one knows. */ readonly coordinator: string;
  /** Whether more than half of the roster's votes are in view. */ readonly majority: boolean;
  readonly lanes: readonly LaneFacts[];
}

/** A screen that is signed in. */
export interface BoardScreen {
  /** The screen. */ readonly terminalId: string;
  /** Who is signed in. */ readonly name: string;
  readonly role: Role;
  /** The person, as the back office numbers them. */ readonly uid: number;
  /** For how long. */ readonly connectedSeconds: number;
  /** Since its last sign of life. */ readonly lastSeenSeconds: number;
  /** Bytes that wait to be sent to it. */ readonly queuedBytes: number;
}

/** An order lease in force. */
export interface BoardLease {
  readonly posReference: PosReference;
  /** The screen that holds it. */ readonly terminalId: string;
  /** Who that is. */ readonly name: string;
  /** Until it ends. */ readonly secondsLeft: number;
  /** Whether that screen is connected here. */ readonly connected: boolean;
}

/** A table lock in force. */
export interface BoardLock {
  readonly tableId: TableId;
  /** The screen that holds it. */ readonly terminalId: string;
  /** Who that is. */ readonly userName: string;
  /** Until it ends. */ readonly secondsLeft: number;
}

/** One of the newest entries. */
export interface BoardEvent {
  readonly entryId: EntryId;
  readonly topic: Topic;
  /** Such as the order. */ readonly subject: string | null;
  readonly at: Time;
  readonly state: SaleStateName;
  /** The screen that sent it. */ readonly terminalId: string | null;
}

/** The disk, in bytes. */
export interface BoardDisk {
  /** The journal. */ readonly databaseBytes: number;
  /** Its log. */ readonly walBytes: number;
  /** How long the log may become. */ readonly walMaxBytes: number;
  /** Free on the disk. */ readonly freeBytes: number;
  /** Below this no entries are taken. */ readonly freeMinBytes: number;
  /** Whether new entries are taken. */ readonly accepting: boolean;
}

/** How busy the one thread is. */
export interface BoardWork {
  /** Notes that wait. */ readonly queued: number;
  /** Notes done in a second. */ readonly notesPerSecond: number;
}
