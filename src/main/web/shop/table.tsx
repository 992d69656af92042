import type { ComponentChildren } from 'preact';

/** A card with a title, and how many there are. */
export function Card({ test, title, count, aside, children }: { test: string; title: string; count?: number; aside?: ComponentChildren; children?: ComponentChildren }) {
  return <section class="card part live" data-test={test} aria-labelledby={'title-' + test}>
    <div class="row wide head"><h2 id={'title-' + test}>{title}</h2>{count === undefined ? null : <span class="count" data-test={'count-' + test}>{count}</span>}<span class="grow" />{aside}</div>
    {children}
  </section>;
}

/** A column; `right` for numbers. */
export interface Column { name: string; right?: boolean }
export interface Row { key: string; test?: string | undefined; cells: ComponentChildren[] }

/** A table that scrolls sideways inside of its card, by keyboard too. */
export function Table({ label, columns, rows, empty }: { label: string; columns: Column[]; rows: Row[]; empty: string }) {
  if (rows.length === 0) return empty ? <p class="none">{empty}</p> : null;
  return <div class="scroll" tabIndex={0} role="group" aria-label={label}><table>
    <thead><tr>{columns.map((column, i) => <th key={i} scope="col" class={column.right ? 'right' : undefined}>{column.name || <span class="unseen">·</span>}</th>)}</tr></thead>
    <tbody>{rows.map(row => <tr key={row.key} data-test={row.test}>{row.cells.map((cell, i) => <td key={i} class={columns[i]?.right ? 'right num' : undefined}>{cell}</td>)}</tr>)}</tbody>
  </table></div>;
}

/** How something is, by colour, shape and words. */
export function State({ state, children, test }: { state: string; children?: ComponentChildren; test?: string }) {
  return <span class="state" data-state={state} data-test={test}><i aria-hidden="true" />{children}</span>;
}
