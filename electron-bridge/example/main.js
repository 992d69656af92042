// The main process: keeps the lane running and shows one window that sells through it.
import { app, BrowserWindow, ipcMain } from 'electron';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { euphoriaSettings, LaneKeeper, openBridge } from 'tillmesh-bridge/main';

const here = dirname(fileURLToPath(import.meta.url));
// A packed app has the jar and a Java among its resources; from a checkout it is the one that Maven made.
const program = app.isPackaged ? process.resourcesPath : join(here, '..', '..', 'target');

// Two apps of one device would be two screens of one name.
if (!app.requestSingleInstanceLock()) app.quit();
else app.whenReady().then(begin);

async function begin() {
  const folder = app.getPath('userData');
  const settings = euphoriaSettings([app.getAppPath(), join(app.getAppPath(), 'electron'), folder], process.env);
  settings.problems.forEach(problem => console.error(problem));
  const lane = settings.env.TERMINAL_ID ?? 'L1';
  const keeper = new LaneKeeper({
    jar: join(program, 'tillmesh.jar'), runtime: join(process.resourcesPath, 'runtime'), dataDir: join(folder, 'lane'),
    logFile: join(app.getPath('logs'), 'lane.log'), settings: { 'lane.id': lane, 'auth.mode': 'dev' }, env: settings.env,
  });
  keeper.on('trouble', sentence => console.error(sentence));
  keeper.on('state', state => state.phase === 'cannot' && console.error(state.reason));
  keeper.start();
  const bridge = await openBridge({
    keeper, ipcMain, windows: () => BrowserWindow.getAllWindows(), folder, employees: join(folder, 'employees.json'),
    deviceId: `${lane}-till`, token: () => `dev:${lane}:cashier`, trouble: sentence => console.error(sentence),
  });

  let ended = false;
  app.on('before-quit', event => {
    if (ended) return;
    // The node closes its journal first; nothing is lost without it either.
    event.preventDefault();
    bridge.close().then(() => keeper.stop()).finally(() => {
      ended = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());

  const window = new BrowserWindow({ webPreferences: { preload: join(here, 'out', 'preload.cjs'), contextIsolation: true, sandbox: true, nodeIntegration: false } });
  // What a page of an app never does, no page of this one shall.
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', event => event.preventDefault());
  await window.loadFile(join(here, 'index.html'));
}
