// The hooks as pages have them: made into one file, with Preact where they name React.
import { build } from 'esbuild';
import { join } from 'node:path';
import type { Lane } from '../../src/client/index.js';
import { box } from './dom.js';
import type { Drawn } from './react.js';

const PAGE = `
import { h, render } from 'preact';
import { act } from 'preact/test-utils';
import { useConnection, useOrder, useSaleSafety } from './src/react/index.ts';
function Till({ lane, opId }) {
  const { stored, lease } = useOrder(lane, 'R1');
  return useConnection(lane).phase + ' v' + (stored?.version ?? 0) + ' ' + lease.state + ' ' + useSaleSafety(lane, opId).state;
}
export const draw = (element, lane, opId) => act(() => render(h(Till, { lane, opId }), element));
export const clear = element => act(() => render(null, element));
`;

/** Draws a little till with Preact. */
export async function onPreact(lane: Lane, opId: string): Promise<Drawn> {
  const made = await build({
    stdin: { contents: PAGE, resolveDir: process.cwd(), sourcefile: 'page.js' },
    bundle: true, write: false, format: 'esm', platform: 'browser', alias: { react: 'preact/compat' }, nodePaths: [join(process.cwd(), 'node_modules')],
  });
  const page = (await import('data:text/javascript,' + encodeURIComponent(made.outputFiles[0]?.text ?? ''))) as {
    draw(element: HTMLElement, lane: Lane, opId: string): Promise<void>;
    clear(element: HTMLElement): Promise<void>;
  };
  const element = box();
  await page.draw(element, lane, opId);
  return { text: () => element.textContent ?? '', unmount: () => page.clear(element) };
}
