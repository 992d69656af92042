import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The oldest Java that runs a lane. */
export const JAVA_LEAST = 17;
const ASK_MILLIS = 10_000;

/** A Java that can run a lane, or why there is none, in one sentence. */
export type FoundJava = { readonly java: string; readonly version: number } | { readonly trouble: string };

/** Looks for a Java: first in the folder that the app brings along, then where JAVA_HOME points, then on the PATH. */
export async function findJava(places: { readonly runtime?: string | undefined; readonly env: NodeJS.ProcessEnv }): Promise<FoundJava> {
  const name = process.platform === 'win32' ? 'java.exe' : 'java';
  const homes = [places.runtime, places.env['JAVA_HOME']].filter(home => home !== undefined && home !== '');
  const files = [
    ...homes.map(home => join(home as string, 'bin', name)),
    ...(places.env['PATH'] ?? places.env['Path'] ?? '').split(delimiter).filter(Boolean).map(folder => join(folder, name)),
  ].filter(file => existsSync(file));
  const old: string[] = [];
  for (const file of new Set(files)) {
    const version = await versionOf(file);
    if (version !== undefined && version >= JAVA_LEAST) return { java: file, version };
    old.push(version === undefined ? `${file} does not start` : `${file} is version ${version}`);
  }
  const wanted = `a lane needs Java ${JAVA_LEAST} or newer: put a runtime into the app's folder, or install one and set JAVA_HOME.`;
  return { trouble: old.length > 0 ? `${old.join(', ')}; ${wanted}` : `There is no Java here; ${wanted}` };
}

function versionOf(java: string): Promise<number | undefined> {
  return new Promise(done => {
    execFile(java, ['-version'], { timeout: ASK_MILLIS }, (trouble, out, err) => done(trouble ? undefined : javaVersion(out + err)));
  });
}

/** The version in what `java -version` says; `1.8.0_392` is 8. */
export function javaVersion(said: string): number | undefined {
  const found = /version "(?:1\.)?(\d+)/.exec(said);
  return found ? Number(found[1]) : undefined;
}
