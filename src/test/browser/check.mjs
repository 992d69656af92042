// One check is one sentence that can be false. A failed check is told and counted; the others still run.
import { AsyncLocalStorage } from 'node:async_hooks';
import { closeBrowser, openWindow } from './browser.mjs';

let passed = 0;
const failed = [];
// Checks run side by side; each closes its own windows and nobody else's.
const running = new AsyncLocalStorage();

/** `ONLY` in the environment picks checks by a part of their sentence. */
export async function check(sentence, body) {
  if (process.env.ONLY && !sentence.includes(process.env.ONLY)) return;
  const windows = [], begun = Date.now();
  await running.run(windows, async () => {
    try {
      await body();
      passed += 1;
      console.log(`ok      ${sentence} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    } catch (trouble) {
      failed.push(sentence);
      console.log(`FAILED  ${sentence}: ${trouble.message.split('\n')[0]}`);
      const at = trouble.stack?.split('\n').find(line => /\.mjs:\d+/.test(line) && !/check\.mjs/.test(line));
      if (at) console.log('       ' + at.trim());
      if (process.env.SHOTS) for (const [i, page] of windows.entries()) await page.screenshot({ path: `${process.env.SHOTS}/failed-${failed.length}-${i}.png` }).catch(() => {});
    } finally {
      for (const page of windows) await page.context().close().catch(() => {});
    }
  });
}

/** Checks that do not disturb each other, so many at a time. */
export async function together(atATime, checks) {
  const waiting = Object.entries(checks);
  await Promise.all(Array.from({ length: atATime }, async () => {
    for (let next; (next = waiting.shift());) await check(...next);
  }));
}

/** A window that is closed at the end of the check. */
export async function open(path, options) {
  const page = await openWindow(path, options);
  running.getStore()?.push(page);
  return page;
}

export async function finish() {
  await closeBrowser();
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exit(failed.length ? 1 : 0);
}

export const part = (page, name) => page.locator(`[data-test="${name}"]`);

/** Waits until `probe` gives something true; otherwise the sentence says what was missing. */
export async function until(probe, sentence, withinMillis = 10_000) {
  const end = Date.now() + withinMillis;
  let last;
  for (;;) {
    try { const value = await probe(); if (value) return value; last = value; } catch (trouble) { last = trouble.message.split('\n')[0]; }
    if (Date.now() > end) throw new Error(`${sentence} (waited ${withinMillis / 1000} s, last: ${last})`);
    await new Promise(done => setTimeout(done, 60));
  }
}
export const shown = (locator, sentence, withinMillis) => until(() => locator.first().isVisible(), sentence, withinMillis);
export function same(is, wanted, what) {
  if (is !== wanted) throw new Error(`${what} is ${JSON.stringify(is)}, wanted ${JSON.stringify(wanted)}`);
}
