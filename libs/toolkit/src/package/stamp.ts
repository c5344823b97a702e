import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readExpectedRoutes, type ExpectedRoute } from '../template/read-expected-routes.ts';
import { architectureOf } from './architecture-of.ts';

/** Name of the file in the zip that tells where the zip comes from. Nothing reads it in Lambda. */
export const STAMP_FILE = 'artifact.json';

/** What a zip was made of, so that it can be put up later, elsewhere, without building it again. */
export type Stamp = Readonly<{
  /** The commit of its sources; `null` outside git, and where tracked files differ from the commit. */
  commit: string | null;
  /** Hash of the declarations it was built from: it belongs behind a gateway with these routes only. */
  contract: string;
  /** `arm64` or `x86_64`: V8's code cache in the zip is for it alone. */
  architecture: string;
  /** Version of the Node that made the code cache, as `24.21.0`. */
  node: string;
}>;

/**
 * Writes the stamp of this checkout, on this machine, into a folder that is about to be zipped.
 *
 * @param routes declared by what is in the folder
 */
export function writeStamp(folder: string, routes: readonly ExpectedRoute[] = readExpectedRoutes()): void {
  const stamp: Stamp = {
    commit: readCommit(),
    contract: hashContract(routes),
    architecture: architectureOf(process.arch),
    node: process.versions.node,
  };
  writeFileSync(join(folder, STAMP_FILE), `${JSON.stringify(stamp, null, 2)}\n`);
}

/**
 * The stamp in a zip; `undefined` when the file is no zip, or has no stamp.
 *
 * @throws Error when the file cannot be read
 */
export function readStamp(file: string): Stamp | undefined {
  const text = readEntry(readFileSync(file), STAMP_FILE);
  return text === undefined ? undefined : parseStamp(text);
}

/** Hash of what the declarations of this checkout say; where they stand in the code does not matter. */
export function hashContract(routes: readonly ExpectedRoute[] = readExpectedRoutes()): string {
  const declared = routes.map(({ method, path, access, gateway, operationName, function: name }) => ({
    method,
    path,
    access,
    gateway,
    operationName,
    ...(name !== undefined && { function: name }),
  }));
  return createHash('sha256').update(JSON.stringify(declared)).digest('hex');
}

function readEntry(zip: Uint8Array, entry: string): string | undefined {
  try {
    const { [entry]: content } = unzipSync(zip, { filter: ({ name }) => name === entry });
    return content && strFromU8(content);
  } catch (error) {
    // fflate's own errors have a code: what it was given is no zip.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function parseStamp(text: string): Stamp | undefined {
  const { commit, contract, architecture, node } = parseObject(text);
  const isWhole = [contract, architecture, node].every((member) => typeof member === 'string');
  return isWhole && (commit === null || typeof commit === 'string')
    ? ({ commit, contract, architecture, node } as Stamp)
    : undefined;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function readCommit(): string | null {
  const commit = git('rev-parse', 'HEAD');
  const isAsCommitted = git('status', '--porcelain', '--untracked-files=no') === '';
  return commit !== undefined && isAsCommitted ? commit : null;
}

/** What git says, or nothing where there is no git, or no repository. */
function git(...command: readonly string[]): string | undefined {
  try {
    return execFileSync('git', command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch (error) {
    const { code, status } = error as { code?: string; status?: number };
    if (code === 'ENOENT' || typeof status === 'number') return undefined;
    throw error;
  }
}
