import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

// Tests run in the folder of the package, wherever they were translated to.
const bridge = process.cwd();

test('the committed types are those that the description makes', async () => {
  const { generated } = await import(pathToFileURL(join(bridge, 'scripts/protocol.mjs')).href) as { generated(): Record<string, string> };
  for (const [name, text] of Object.entries(generated())) {
    assert.equal(readFileSync(join(bridge, 'src/protocol', name), 'utf8'), text, `${name} is another: run npm run protocol`);
  }
});
