// For Electron's main process: docs/15-electron.md. Nothing here imports electron; what is needed of it is handed in.
export { openBridge, type Bridge, type BridgeOptions } from './bridge.js';
export { type Here, type PageNodeState } from './channels.js';
export { type Employee } from './employees.js';
export { findJava, type FoundJava } from './java.js';
export { type IpcEvent, type IpcMain, type Window } from './ipc.js';
export { LaneKeeper, type KeeperNews, type KeeperOptions, type NodeState } from './lane.js';
export { RotatingLog } from './log.js';
export { type Backoff } from './backoff.js';
export { type Completed, type SalesTimes } from './sales.js';
export { type Sale, type SaleRequest } from './sale.js';
export { euphoriaSettings, type EuphoriaFile, type EuphoriaSettings } from './settings.js';
