// Finds a browser and opens windows. Order of search: $CHROMIUM, an installed Chromium or Chrome, the one inside the npm package @sparticuz/chromium.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'];
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const BASE = (process.env.TILLMESH_URL || '').replace(/\/$/, '');
if (!BASE) stop('Set TILLMESH_URL to the address of a running node, for example TILLMESH_URL=http://127.0.0.1:8766.');

export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

async function findBrowser() {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : stop(`CHROMIUM names ${named}, which does not exist.`);
  const installed = process.env.CHROMIUM_BUNDLED === 'only' ? undefined : INSTALLED.find(path => existsSync(path));
  if (installed) return installed;
  try {
    // The package brings the system libraries of the browser too, but unpacks them only where it believes to run on a bare server; a bare machine is just that.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
    return await (await import('@sparticuz/chromium')).default.executablePath();
  } catch {
    return stop('No browser found: install Chromium (Debian: apt-get install chromium) or set CHROMIUM to the path of a Chromium or Chrome.');
  }
}

const executablePath = await findBrowser();
const browser = await chromium.launch({ executablePath, args: FLAGS }).catch(trouble => stop(`The browser ${executablePath} does not start (${trouble.message.split('\n')[0]}); install Chromium or set CHROMIUM to another one.`));
console.log(`browser: ${executablePath} ${browser.version()}`);
await fetch(BASE + '/till').then(answer => answer.ok || stop(`${BASE}/till answers ${answer.status}; is this a Tillmesh node?`), () => stop(`Nothing answers at ${BASE}; start a node first.`));

/** Every script error, complaint of the content policy, word on the console and request to a foreign origin, of all windows. */
export const complaints = [];

/** A window of its own: own storage, so an own terminal. `wire` may look at and hold back frames of its WebSockets; `may` names complaints that this window may have; `script` is a function and its argument that run in the page before its own. */
export async function openWindow(path, { width = 1280, height = 860, dark = false, wire, language = 'en-GB', may, script } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale: language, reducedMotion: 'reduce' });
  if (script) await context.addInitScript(...script);
  const page = await context.newPage();
  const complain = words => { if (!may?.test(words)) complaints.push(`${path}: ${words}`); };
  page.setDefaultTimeout(8_000);
  page.on('pageerror', error => complain(error.message));
  // A WebSocket that finds nobody, or is just being closed, is told on the console by the browser itself; a till lives with that.
  page.on('console', message => { if (['error', 'warning'].includes(message.type()) && !/^WebSocket (connection to|is already in CLOSING)/.test(message.text())) complain(message.text()); });
  page.on('dialog', dialog => { complain(`a script of a name ran: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', request => { if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== new URL(page.url() === 'about:blank' ? request.url() : page.url()).origin) complain(`asked elsewhere for ${request.url()}`); });
  if (wire) await page.routeWebSocket(/.*/, socket => {
    if (wire.cut?.()) return void socket.close({ code: 1001, reason: 'the cable is out' });
    const server = socket.connectToServer();
    wire.opened?.({ socket, server });
    socket.onMessage(frame => wire.said?.(JSON.parse(frame), { socket, server }) === false || server.send(frame));
    server.onMessage(frame => wire.heard?.(JSON.parse(frame), { socket, server }) === false || socket.send(frame));
  });
  await page.goto(/^http:/.test(path) ? path : BASE + path);
  return page;
}

export const closeBrowser = () => browser.close();
