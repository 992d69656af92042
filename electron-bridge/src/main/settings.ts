import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Euphoria's settings file may hold. It wins over the environment. */
export interface EuphoriaFile {
  readonly terminalId?: string;
  readonly terminalPort?: number | string;
  readonly peerTerminals?: readonly string[] | string;
  readonly supabaseUrl?: string;
  readonly supabaseServiceKey?: string;
}

/** Settings of Euphoria in the names that a lane understands. */
export interface EuphoriaSettings {
  /** For the environment of the lane. */
  readonly env: Readonly<Record<string, string>>;
  /** The file that was read, if there was one. */
  readonly file: string | undefined;
  /** What cannot be right, a sentence each. */
  readonly problems: readonly string[];
}

const FILE = 'settings.local.json';
const NAMES = ['TERMINAL_ID', 'TERMINAL_PORT', 'PEER_TERMINALS', 'SUPABASE_URL', 'SUPABASE_SERVICE_KEY'] as const;
type Name = (typeof NAMES)[number];

/**
 * Reads Euphoria's settings: its names in the environment, and settings.local.json in the first of some folders that has one.
 *
 * @param folders where the file may lie, such as the app's folder and its electron/
 */
export function euphoriaSettings(folders: readonly string[], env: NodeJS.ProcessEnv): EuphoriaSettings {
  const problems: string[] = [];
  const found = folders.map(folder => join(folder, FILE)).map(file => ({ file, text: read(file) })).find(({ text }) => text !== undefined);
  const file = found ? parsed(found.file, found.text as string, problems) : {};
  const said: Record<Name, unknown> = {
    TERMINAL_ID: file.terminalId, TERMINAL_PORT: file.terminalPort, PEER_TERMINALS: typeof file.peerTerminals === 'object' ? [...file.peerTerminals].join(',') : file.peerTerminals,
    SUPABASE_URL: file.supabaseUrl, SUPABASE_SERVICE_KEY: file.supabaseServiceKey,
  };
  const settings: Record<string, string> = {};
  for (const name of NAMES) {
    const value = String(said[name] ?? env[name] ?? '').trim();
    if (value === '' || value.startsWith('your_supabase_')) continue;
    const problem = wrong(name, value);
    if (problem) problems.push(problem);
    else settings[name] = value;
  }
  return { env: settings, file: found?.file, problems };
}

function wrong(name: Name, value: string): string | undefined {
  switch (name) {
    case 'TERMINAL_ID':
      return /^[A-Z0-9]{2,10}$/.test(value) ? undefined : `TERMINAL_ID is '${value}', and has 2 to 10 of A-Z and 0-9.`;
    case 'TERMINAL_PORT': {
      const port = Number(value);
      return Number.isInteger(port) && port >= 1024 && port <= 65535 && port !== 5173 ? undefined : `TERMINAL_PORT is '${value}', and is a number from 1024 to 65535 other than 5173.`;
    }
    case 'PEER_TERMINALS':
      return value.split(',').every(one => /^wss?:\/\//.test(one.trim())) ? undefined : 'PEER_TERMINALS is a list of addresses that begin with ws:// or wss://, with commas between.';
    case 'SUPABASE_URL':
      return /^https?:\/\//.test(value) ? undefined : 'SUPABASE_URL begins with https://.';
    default:
      return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parsed(file: string, text: string, problems: string[]): EuphoriaFile {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said === 'object' && said !== null && !Array.isArray(said)) return said;
  } catch {
    // Told below.
  }
  problems.push(`${file} is no JSON object; nothing was taken from it.`);
  return {};
}
