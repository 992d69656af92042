import type { Published, ToLane } from '../protocol/index.js';
import { aside } from './value.js';

/** What a subscriber gets told of, from where on. */
interface Follower {
  readonly topics: readonly string[];
  readonly hear: (entry: Published) => void;
  /** Where it begins: the cursor that it came with, 'start', or nothing for what is new. */
  from: string | undefined;
  /** The newest entry it had of each life of each lane; those of one life arrive in their order. */
  readonly had: Map<string, number>;
  /** It only wanted what is new, and was here since then; in milliseconds of the lane's clock. */
  readonly since: number | undefined;
}

/** Clocks of lanes and screens differ; an entry so much older than a subscription is not new. */
const CLOCKS_DIFFER = 5 * 60_000;
/** A lane takes so many topics from one screen. */
const TOPICS_MAX = 32;

/** The subscriptions of this screen. A lane knows one for each socket; they are put together here, and each subscriber hears each entry once. */
export class Topics {
  readonly #say: (message: ToLane) => boolean;
  readonly #wall: () => number;
  readonly #followers = new Set<Follower>();
  /** How far what the lane sends has come, all followers together. */
  #cursor: string | undefined;
  #again = false;
  #asked = false;

  constructor(say: (message: ToLane) => boolean, wall: () => number) {
    this.#say = say;
    this.#wall = wall;
  }

  subscribe(topics: readonly string[], hear: (entry: Published) => void, from?: string): () => void {
    const follower: Follower = { topics, hear, from, had: new Map(), since: from === undefined ? this.#wall() - CLOCKS_DIFFER : undefined };
    if (new Set([...this.#topics(), ...topics]).size > TOPICS_MAX) throw new Error(`A lane takes at most ${TOPICS_MAX} topics of one screen: use a prefix that ends in *.`);
    this.#followers.add(follower);
    this.#soon();
    return () => {
      if (this.#followers.delete(follower) && this.#followers.size > 0) this.#soon();
    };
  }

  /** Signed in: goes on where it was. */
  up(): void {
    this.#ask(this.#asked);
  }

  heard(entry: Published): void {
    this.#cursor = entry.cursor;
    for (const follower of [...this.#followers]) {
      if (!follower.topics.some(topic => (topic.endsWith('*') ? entry.topic.startsWith(topic.slice(0, -1)) : topic === entry.topic))) continue;
      // While others are told of what was before, its own place stays.
      if (follower.from !== undefined && follower.from !== 'start' && isBehind(entry.cursor, follower.from)) continue;
      follower.from = entry.cursor;
      if (this.#isNew(follower, entry)) aside(() => follower.hear(entry));
    }
  }

  #isNew(follower: Follower, entry: Published): boolean {
    const dash = entry.entryId.lastIndexOf('-');
    const life = entry.entryId.slice(0, dash);
    const number = Number(entry.entryId.slice(dash + 1));
    if ((follower.had.get(life) ?? -1) >= number) return false;
    follower.had.set(life, number);
    return follower.since === undefined || Date.parse(entry.at) >= follower.since;
  }

  // Several that come in one breath are asked for once.
  #soon(): void {
    if (this.#again) return;
    this.#again = true;
    queueMicrotask(() => {
      if (this.#again) this.#ask(false);
    });
  }

  #ask(resumed: boolean): void {
    this.#again = false;
    if (this.#followers.size === 0) return;
    // Nothing came yet, and something may have come while the line was away: what was before is known by its time.
    const from = this.#from() ?? (resumed ? 'start' : undefined);
    this.#asked = this.#say({ type: 'SUBSCRIBE', topics: this.#topics(), ...(from === undefined ? {} : { from }) }) || this.#asked;
  }

  #topics(): string[] {
    return [...new Set([...this.#followers].flatMap(follower => follower.topics))];
  }

  // The earliest of all; from another disk's cursor a lane begins at its beginning, and what was heard before is known by its entry.
  #from(): string | undefined {
    let earliest: string | undefined = this.#cursor;
    for (const { from } of this.#followers) {
      if (from === undefined) continue;
      if (from === 'start') return from;
      if (earliest === undefined || isBehind(from, earliest)) earliest = from;
      else if (diskOf(from) !== diskOf(earliest)) return 'start';
    }
    return earliest;
  }
}

function diskOf(cursor: string): string {
  return cursor.slice(0, cursor.lastIndexOf('-'));
}

/** Whether one cursor of a disk is at or before another one of it. */
function isBehind(cursor: string, other: string): boolean {
  return diskOf(cursor) === diskOf(other) && Number(cursor.slice(cursor.lastIndexOf('-') + 1)) <= Number(other.slice(other.lastIndexOf('-') + 1));
}
