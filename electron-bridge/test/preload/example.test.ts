import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { FakeElectron } from './electron.js';

test("the example's preload becomes one file that a sandbox can run: it asks for electron and for nothing else", async () => {
  const made = await build({
    entryPoints: [resolve('example/preload.js')], bundle: true, write: false, platform: 'node', format: 'cjs', external: ['electron'],
    alias: { 'tillmesh-bridge/preload': resolve('src/preload/index.ts') },
  });
  const electron = new FakeElectron();
  const asked: string[] = [];
  runInNewContext(made.outputFiles[0]!.text, {
    module: { exports: {} }, exports: {}, process: { versions: { electron: '36.0.0' } },
    require: (name: string) => (asked.push(name), { contextBridge: electron.contextBridge, ipcRenderer: electron.ipcRenderer }),
  });

  assert.deepEqual(asked, ['electron']);
  assert.deepEqual(Object.keys(electron.world).sort(), ['electron', 'tillmesh']);
  assert.equal((electron.world['electron'] as { version: string }).version, '36.0.0');
});
