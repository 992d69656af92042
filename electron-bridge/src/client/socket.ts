/** What the client needs of a WebSocket: a browser's, Node's (from 22 on), or that of a test. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

/** Opens a socket to an address. */
export type OpenSocket = (address: string) => Socket;

/** The WebSocket that this browser or this Node has. */
export const openSocket: OpenSocket = address => {
  if (typeof WebSocket === 'undefined')
    throw new Error('There is no WebSocket here: use a browser or Node.js 22 or newer, start Node.js 20 with --experimental-websocket, or give connect() a socket of your own.');
  return new WebSocket(address) as unknown as Socket;
};
