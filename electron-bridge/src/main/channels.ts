// The names under which a page and the main process speak. Those of auth: and transaction: are Euphoria's.

/** What a page may ask for, and the channel of it. */
export const CHANNELS = {
  verifyPin: 'auth:verify-pin',
  login: 'auth:login',
  logout: 'auth:logout',
  getCurrentEmployee: 'auth:get-current-employee',
  checkAuthenticated: 'auth:check-authenticated',
  complete: 'transaction:complete',
  get: 'transaction:get',
  recent: 'transaction:recent',
  void: 'transaction:void',
  here: 'tillmesh:here',
  retry: 'tillmesh:retry',
} as const;

/** What the main process tells pages without being asked: how it is with the node. */
export const NODE_CHANNEL = 'tillmesh:node';

/** What a page may know of the device that it is on. */
export interface Here {
  readonly deviceId: string;
  /** WebSocket addresses for `connect` of tillmesh-bridge/client; empty while no node runs. */
  readonly lanes: readonly string[];
  readonly node: PageNodeState;
}

/** How it is with the lane's node, as far as a page may know. */
export interface PageNodeState {
  readonly phase: 'stopped' | 'starting' | 'stopping' | 'running' | 'waiting' | 'cannot';
  readonly lane?: string;
  readonly retryAt?: number;
  readonly reason?: string;
}
