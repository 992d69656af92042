// What the page gets: window.tillmesh and window.electron. `npm run bundle` makes one file of it, as a sandboxed preload must be.
import { contextBridge, ipcRenderer } from 'electron';
import { expose } from 'tillmesh-bridge/preload';

expose(contextBridge, ipcRenderer);
