import assert from 'node:assert/strict';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { indexedDbStore, type KeptOperation, type OperationStore } from '../../src/client/index.js';
import { fileStore } from '../../src/client/node/index.js';

const kept = (device: string, seq: number): KeptOperation => ({ opId: 'op-' + seq, device, seq, deed: { type: 'PUBLISH', topic: 'a', payload: { seq } }, at: 1 });

const folder = mkdtempSync(join(tmpdir(), 'tillmesh-store-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const kinds: [string, (place: string) => () => OperationStore][] = [
  ['the database of a browser', () => {
    const factory = new IDBFactory();
    return () => indexedDbStore('tillmesh', factory);
  }],
  ['a file', place => () => fileStore(join(folder, place))],
];

for (const [name, places] of kinds) {
  describe(name, () => {
    test('gives back what was written, in its order, after it was opened anew', async () => {
      const open = places('order');
      const store = open();
      for (const seq of [3, 1, 2]) await store.write('till-1', [kept('till-1', seq)], []);
      await store.write('till-2', [kept('till-2', 9)], []);
      await store.write('till-1', [kept('till-1', 4)], ['op-2']);
      await store.close();
      assert.deepEqual((await open().load('till-1')).map(({ opId }) => opId), ['op-1', 'op-3', 'op-4']);
      assert.deepEqual(await open().load('till-2'), [kept('till-2', 9)]);
    });

    test('takes calls that were made at once in their order', async () => {
      const open = places('at-once');
      const store = open();
      await Promise.all(Array.from({ length: 200 }, (_, i) => store.write('till-1', [kept('till-1', i)], i > 0 ? ['op-' + (i - 1)] : [])));
      await store.close();
      assert.deepEqual((await open().load('till-1')).map(({ seq }) => seq), [199]);
    });
  });
}

test('the database of a browser names the devices it keeps something of', async () => {
  const store = indexedDbStore('tillmesh', new IDBFactory());
  await store.write('till-2', [kept('till-2', 1), kept('till-2', 2)], []);
  await store.write('till-1', [kept('till-1', 1)], []);
  await store.write('till-2', [], ['op-1', 'op-2']);
  assert.deepEqual(await store.devices?.(), ['till-1']);
  await store.close();
});

describe('the file of a device', () => {
  const fileOf = (place: string): string => join(folder, place, readdirSync(join(folder, place)).find(name => name.endsWith('.jsonl')) as string);

  test('that a crash cut off in the middle of a line has all that was written before', async () => {
    const store = fileStore(join(folder, 'cut'));
    await store.write('till-1', [kept('till-1', 1)], []);
    await store.close();
    appendFileSync(fileOf('cut'), '{"put":[{"opId":"op-2"');
    const again = fileStore(join(folder, 'cut'));
    assert.deepEqual((await again.load('till-1')).map(({ opId }) => opId), ['op-1']);
    await again.write('till-1', [kept('till-1', 3)], []);
    await again.close();
    assert.deepEqual((await fileStore(join(folder, 'cut')).load('till-1')).map(({ opId }) => opId), ['op-1', 'op-3']);
  });

  test('that was damaged gives what can be read, and the damaged one is kept beside it', async () => {
    const store = fileStore(join(folder, 'damaged'));
    for (const seq of [1, 2, 3]) await store.write('till-1', [kept('till-1', seq)], []);
    await store.close();
    const text = readFileSync(fileOf('damaged'), 'utf8');
    writeFileSync(fileOf('damaged'), text.replace('op-2', 'op-2"'));
    assert.deepEqual((await fileStore(join(folder, 'damaged')).load('till-1')).map(({ opId }) => opId), ['op-1', 'op-3']);
    assert.ok(readdirSync(join(folder, 'damaged')).some(name => name.includes('.damaged-')));
  });

  test('does not grow with what was acknowledged', async () => {
    const store = fileStore(join(folder, 'growth'));
    for (let i = 0; i < 1_500; i += 50) await Promise.all(Array.from({ length: 50 }, (_, j) => store.write('till-1', [kept('till-1', i + j)], ['op-' + (i + j - 1)])));
    await store.close();
    assert.ok(readFileSync(fileOf('growth'), 'utf8').split('\n').length < 1_010);
    assert.deepEqual((await fileStore(join(folder, 'growth')).load('till-1')).map(({ seq }) => seq), [1_499]);
  });

  test('of a device with any name is a file of the folder', async () => {
    const store = fileStore(join(folder, 'names'));
    for (const device of ['../../x', 'a/b', 'till 1', 'äé*']) await store.write(device, [kept(device, 1)], []);
    await store.close();
    assert.equal(readdirSync(join(folder, 'names')).length, 4);
  });
});
