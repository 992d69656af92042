// Makes each page of src/main/web one html file that loads nothing: node build/pages.mjs FROM TO [FINGERPRINT]
// A page is a folder with an index.html; look/ and words/ are what pages share. The node works out from the finished
// file which script and style a browser may run, so both stand in it in plain tags without attributes.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [from, to, fingerprint = 'by hand'] = process.argv.slice(2);
if (!from || !to) stop('Say where the pages are and where they shall go: node build/pages.mjs FROM TO');
const bridge = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(bridge, 'src');
const web = resolve(from);
const SHARED = ['look', 'words'];
const SCRIPT = /[ \t]*<script type="module" src="([^"]+)"><\/script>\n?/g;
const STYLE = /[ \t]*<link rel="stylesheet" href="([^"]+)">\n?/g;

/** Gives a page its words: `import words from 'tillmesh:words'` is language → key → text, the keys of this page and of `look.` only. */
const wordsOf = page => ({
  name: 'words',
  setup(building) {
    building.onResolve({ filter: /^tillmesh:words$/ }, () => ({ path: page, namespace: 'words' }));
    building.onLoad({ filter: /.*/, namespace: 'words' }, () => {
      const folder = join(web, 'words');
      const languages = {};
      for (const file of readdirSync(folder).filter(name => name.endsWith('.json')).sort()) {
        const all = JSON.parse(readFileSync(join(folder, file), 'utf8'));
        languages[file.slice(0, -5)] = Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith(page + '.') || key.startsWith('look.')));
      }
      return { contents: JSON.stringify(languages), loader: 'json' };
    });
  },
});

async function makePage(page) {
  const folder = join(web, page);
  const html = readFileSync(join(folder, 'index.html'), 'utf8').replaceAll('\r\n', '\n');
  const entries = [...html.matchAll(STYLE), ...html.matchAll(SCRIPT)].map(found => found[1]);
  const made = await build({
    stdin: { contents: entries.map(entry => `import ${JSON.stringify(entry.startsWith('.') ? entry : './' + entry)};`).join('\n'), resolveDir: folder, sourcefile: page + '/index.html' },
    absWorkingDir: bridge,
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    target: ['es2022', 'chrome100', 'firefox100', 'safari15.4'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    nodePaths: [join(bridge, 'node_modules')],
    alias: {
      'tillmesh-bridge/client': join(source, 'client/index.ts'),
      'tillmesh-bridge/react': join(source, 'react/index.ts'),
      'tillmesh-bridge/protocol': join(source, 'protocol/index.ts'),
      react: 'preact/compat',
      'react-dom': 'preact/compat',
    },
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.txt': 'text' },
    plugins: [wordsOf(page)],
    logLevel: 'warning',
  });
  const text = ending => made.outputFiles.filter(file => file.path.endsWith(ending)).map(file => file.text).join('');
  const [script, style] = [text('.js'), text('.css')];
  if (/<\/script|<!--/i.test(script)) stop(`The script of ${page} has a "</script" or "<!--" in it, which would end or change it inside of a page: write it in two parts.`);
  // Not a plain replacement text: a script is full of $& and the like.
  const whole = html.replace(SCRIPT, '').replace(STYLE, '')
    .replace('</head>', () => (style ? `<style>${style}</style>\n` : '') + '</head>')
    .replace('</body>', () => (script ? `<script>${script}</script>\n` : '') + '</body>');
  const file = join(to, page + '.html');
  // Whole or not at all: a node that is started meanwhile must not find half a page.
  writeFileSync(file + '.new', `${whole.trimEnd()}\n<!-- made from ${fingerprint} -->\n`);
  renameSync(file + '.new', file);
  console.log(`page ${page}: ${Math.ceil(Buffer.byteLength(whole) / 1024)} KiB`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

mkdirSync(to, { recursive: true });
const pages = readdirSync(web, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && !SHARED.includes(entry.name) && readdirSync(join(web, entry.name)).includes('index.html'))
  .map(entry => entry.name);
// A page whose source is gone goes too, but only one that was made here.
for (const file of readdirSync(to).filter(name => name.endsWith('.html') && !pages.includes(name.slice(0, -5))))
  if (/<!-- made from [^>]* -->\s*$/.test(readFileSync(join(to, file), 'utf8'))) rmSync(join(to, file));
try {
  await Promise.all(pages.map(makePage));
} catch (trouble) {
  // What does not compile was told by esbuild already.
  stop(trouble.errors ? 'The pages could not be made: see above.' : `The pages could not be made: ${trouble.stack}`);
}
