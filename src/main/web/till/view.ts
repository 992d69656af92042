import type { Snapshot } from './order';

/** A question in front of everything else. */
export type Asking =
  | { kind: 'lock'; tableId: number; by: string; ref?: string | undefined }
  | { kind: 'lease'; ref: string }
  | { kind: 'pay'; ref: string; payments: { name: string; cents: number; given: number; reference?: string }[] }
  | { kind: 'discount'; ref: string; lineId?: string }
  | { kind: 'line'; ref: string; lineId: string }
  | { kind: 'split'; ref: string; moved: Map<string, number> }
  | { kind: 'lanes' };

/** What is on the screen. */
export interface View {
  screen: 'floor' | 'order' | 'receipts' | 'activity';
  ref?: string | undefined; group: string; search: string; pane: 'products' | 'ticket';
  asking?: Asking | undefined; receipt?: string | undefined;
}
/** Where a table stands in the catalog. */
export interface TableInfo { id: number; name: string; seats?: number }

/** An order as this till sees it. */
export interface Seen { ref: string; snapshot: Snapshot; version: number; unsent: boolean }
