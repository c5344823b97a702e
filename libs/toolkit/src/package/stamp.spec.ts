import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readExpectedRoutes, type ExpectedRoute } from '../template/read-expected-routes.ts';
import { hashContract, readStamp, STAMP_FILE, writeStamp } from './stamp.ts';
import { writeZip } from './write-zip.ts';

let folder: string;
const here = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamp-'));
});
afterEach(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true });
});

function zipOf(files: Readonly<Record<string, string>>): string {
  const content = join(folder, 'content');
  mkdirSync(content);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(content, name), text);
  writeZip(content, join(folder, 'a.zip'));
  return join(folder, 'a.zip');
}

/** A repository of its own with the contract in it, committed. */
function startRepository(): void {
  mkdirSync(join(folder, 'repository/infra/generated'), { recursive: true });
  process.chdir(join(folder, 'repository'));
  writeFileSync('infra/generated/access.json', '{"routes":[]}');
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  for (const command of [['init'], ['add', '.'], [...author, 'commit', '--message', 'first']]) {
    execFileSync('git', command, { stdio: 'ignore' });
  }
}

function stamp(): Record<string, unknown> {
  mkdirSync(join(folder, 'lambda'), { recursive: true });
  writeStamp(join(folder, 'lambda'));
  return JSON.parse(readFileSync(join(folder, 'lambda', STAMP_FILE), 'utf8')) as Record<string, unknown>;
}

describe('writeStamp', () => {
  it('tells commit, contract, architecture and Node', () => {
    startRepository();
    expect(stamp()).toEqual({
      commit: execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim(),
      contract: hashContract([]),
      architecture: process.arch === 'x64' ? 'x86_64' : process.arch,
      node: process.versions.node,
    });
  });

  it('names no commit when tracked files differ from it', () => {
    startRepository();
    writeFileSync('infra/generated/access.json', '{"routes": []}');
    expect(stamp()).toMatchObject({ commit: null });
  });

  it('names the commit whatever untracked files lie beside', () => {
    startRepository();
    writeFileSync('notes.txt', '');
    expect(stamp()).toMatchObject({ commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
  });

  it('names no commit outside git', () => {
    mkdirSync(join(folder, 'infra/generated'), { recursive: true });
    writeFileSync(join(folder, 'infra/generated/access.json'), '{"routes":[]}');
    process.chdir(folder);
    expect(stamp()).toMatchObject({ commit: null });
  });
});

describe('readStamp', () => {
  it('reads what writeStamp wrote', () => {
    const written = stamp();
    expect(readStamp(zipOf({ [STAMP_FILE]: JSON.stringify(written) }))).toEqual(written);
  });

  it.each([
    ['is not there', {}],
    ['is no JSON', { [STAMP_FILE]: '{' }],
    ['is null', { [STAMP_FILE]: 'null' }],
    ['lacks a member', { [STAMP_FILE]: '{"commit":null,"contract":"a","node":"24.0.0"}' }],
    [
      'has a member of another type',
      { [STAMP_FILE]: '{"commit":1,"contract":"a","architecture":"b","node":"c"}' },
    ],
  ])('gives nothing when the stamp %s', (_what, files) => {
    expect(readStamp(zipOf({ 'lambda.mjs': '', ...files }))).toBeUndefined();
  });

  it('gives nothing when the file is no zip', () => {
    writeFileSync(join(folder, 'a.zip'), 'text');
    expect(readStamp(join(folder, 'a.zip'))).toBeUndefined();
  });

  it('throws when there is no file', () => {
    expect(() => readStamp(join(folder, 'none.zip'))).toThrow('ENOENT');
  });
});

describe('hashContract', () => {
  const [first, ...rest] = readExpectedRoutes() as [ExpectedRoute, ...ExpectedRoute[]];

  it('is the same wherever the declarations stand in the code', () => {
    const moved = { ...first, source: { file: 'elsewhere.ts', line: 1 } } as ExpectedRoute;
    expect(hashContract([moved, ...rest])).toBe(hashContract([first, ...rest]));
  });

  it.each<[string, Partial<ExpectedRoute>]>([
    ['another path', { path: '/v1/elsewhere' }],
    ['another method', { method: 'PUT' }],
    ['another role', { access: { kind: 'restricted', roles: ['USERS'] } }],
    ['another scope at the gateway', { gateway: { authorizer: true, scopes: ['a'] } }],
  ])('is another for %s', (_what, change) => {
    expect(hashContract([{ ...first, ...change }, ...rest])).not.toBe(hashContract([first, ...rest]));
  });
});
