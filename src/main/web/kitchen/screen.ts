import { connect, type Lane, type Published } from 'tillmesh-bridge/client';
import { TOPICS, Tickets, type BumpPayload, type Station, type Ticket } from './tickets';

const asked = new URLSearchParams(location.search);
const FORGET_AFTER = 4 * 3_600_000, SOUND = 'tillmesh.kitchen.sound';

function device(station: Station): string {
  const named = asked.get('device') ?? sessionStorage.getItem('tillmesh.kitchen.device');
  const id = named ?? `${station}-${[...crypto.getRandomValues(new Uint8Array(4))].map(byte => (byte & 15).toString(16)).join('')}`;
  sessionStorage.setItem('tillmesh.kitchen.device', id);
  return id;
}
const address = (text: string): string[] => {
  try { const url = new URL(/^\w+:\/\//.test(text) ? text : `${location.protocol}//${text}`); return [`${/s:$/.test(url.protocol) ? 'wss' : 'ws'}://${url.host}/`]; } catch { return []; }
};

/** One screen at a station: the tickets of the shop, and which of them were done here. */
export class Screen {
  readonly tickets = new Tickets();
  readonly lane: Lane;
  readonly device: string;
  readonly name: string;
  sound = localStorage.getItem(SOUND) === 'on';
  /** The newest ticket that came while this screen was looking, for a screen reader and the bell. */
  newest: Ticket | undefined;
  heardAt = Date.now();
  private live = false;
  private version = 0;
  private drawing = false;
  private readonly listeners = new Set<() => void>();

  constructor(readonly station: Station) {
    this.device = device(station);
    this.name = asked.get('name') ?? this.device;
    const others = asked.get('lanes')?.split(',').flatMap(address) ?? [], lanes = [...new Set([...address(location.origin), ...others])];
    const token = asked.get('token') ?? `dev:${this.name}:waiter`;
    this.lane = connect({ lanes, token: () => token, deviceId: this.device, watch: ['lanes'] });
    this.lane.subscribe([...TOPICS], message => this.hear(message), { from: 'start' });
    this.lane.connection.subscribe(() => { if (this.lane.connection.get().phase !== 'ready') this.live = false; else setTimeout(() => { this.live = true; }, 1500); this.changed(); });
    for (const value of [this.lane.unsent, this.lane.lanes]) value.subscribe(this.changed);
    setInterval(() => { if (this.lane.connection.get().phase === 'ready') this.heardAt = Date.now(); this.tickets.forget(Date.now() - FORGET_AFTER); }, 1000);
  }

  get(): number { return this.version; }
  subscribe(hear: () => void): () => void { this.listeners.add(hear); return () => { this.listeners.delete(hear); }; }
  /** What came in one moment is drawn once. */
  changed = (): void => {
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => { this.drawing = false; this.version += 1; this.listeners.forEach(hear => hear()); });
  };

  private hear(message: Published): void {
    const fresh = this.tickets.hear(message);
    // What a late joiner is told of the past is no news.
    if (fresh && this.live && fresh.station === this.station && fresh.doneAt === undefined) {
      this.newest = fresh;
      if (this.sound) bell();
    }
    this.changed();
  }

  /** Says to every screen that a ticket is done, or is not after all. Shown here at once, and marked until the lane has it. */
  mark(ticketId: string, done: boolean): void {
    const payload: BumpPayload = { ticketId, done, by: this.name };
    this.lane.publish('kitchen.bump', payload, { subject: ticketId.slice(0, 64) });
    this.changed();
  }
  /** What this screen said and the lane has not acknowledged: ticket → done or not. */
  unsaved(): Map<string, boolean> {
    const said = this.lane.unsent.get().flatMap(op => op.deed.type === 'PUBLISH' && op.deed.topic === 'kitchen.bump' ? [op.deed.payload as BumpPayload] : []);
    return new Map(said.map(one => [one.ticketId, one.done]));
  }

  toggleSound(): void {
    this.sound = !this.sound;
    localStorage.setItem(SOUND, this.sound ? 'on' : 'off');
    if (this.sound) bell();
    this.changed();
  }
}

/** Two short tones, made here: a page may load nothing. */
function bell(): void {
  const audio = new AudioContext(), out = audio.createGain();
  out.connect(audio.destination);
  [880, 1175].forEach((pitch, i) => {
    const tone = audio.createOscillator(), at = audio.currentTime + i * 0.18;
    tone.frequency.value = pitch;
    tone.connect(out);
    tone.start(at);
    tone.stop(at + 0.15);
  });
  out.gain.value = 0.15;
  setTimeout(() => void audio.close(), 900);
}
