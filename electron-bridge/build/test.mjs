// Translates the sources and tests file by file and runs the tests: node build/test.mjs [FOLDER OR FILE IN test/ ...] [--node-option ...]
// Translating says nothing about types; npm run check does.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const bridge = resolve(dirname(fileURLToPath(import.meta.url)), '..');
// Two runs at once do not take each other's files away.
const out = join(bridge, 'out', String(process.pid));
const options = process.argv.slice(2).filter(word => word.startsWith('-'));
const wanted = process.argv.slice(2).filter(word => !word.startsWith('-'));

const all = folder => existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name)) : [];
const sources = [...all(join(bridge, 'src')), ...all(join(bridge, 'test'))].filter(file => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
await build({ entryPoints: sources, outdir: out, outbase: bridge, format: 'esm', platform: 'node', target: 'node20', jsx: 'automatic', sourcemap: 'inline', logLevel: 'warning', absWorkingDir: bridge });

const inTests = relative.bind(undefined, join(bridge, 'test'));
const chosen = file => wanted.length === 0 || wanted.some(word => inTests(file).replaceAll('\\', '/').startsWith(word));
const tests = sources.filter(file => /\.test\.tsx?$/.test(file) && chosen(file)).map(file => join(out, relative(bridge, file).replace(/\.tsx?$/, '.js')));
if (tests.length === 0) {
  console.error(`No test is named ${wanted.join(' or ')}; the tests are in ${join(bridge, 'test')}.`);
  process.exitCode = 1;
} else {
  // A test that failed may leave a line open, and the run would not end. Older ones of 20 do not know the switch.
  const end = Number(process.versions.node.split('.')[1]) >= 14 || Number(process.versions.node.split('.')[0]) > 20 ? ['--test-force-exit'] : [];
  // Node 20 has a WebSocket, but not unless asked; from 22 on it is there and the switch is unknown to nobody.
  const running = spawn(process.execPath, ['--experimental-websocket', '--enable-source-maps', '--no-warnings', '--test', ...end, '--test-reporter=spec', ...options, ...tests], { stdio: 'inherit', cwd: bridge });
  process.exitCode = await new Promise(done => running.on('close', code => done(code ?? 1)));
}
rmSync(out, { recursive: true, force: true });
