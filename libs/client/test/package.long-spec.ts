import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPackage, type Installed } from '../../../workbench/client/install-package.ts';
import { startStubServer } from './stub-server.ts';

const run = promisify(execFile);
const COMPILER = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** Right but for its fifth line. */
const PROGRAM = `import { ApiError, createClient } from '@lambda-nest/client';
const client = createClient({ baseUrl: 'https://api.example.com/v1' });
const { data } = await client.GET('/manage/hc');
export const status: string = data.status;
await client.GET('/manage/health');
export const isGone = (error: unknown) => error instanceof ApiError && error.kind === 'network';
`;

const SCRIPT = `import { createClient } from '@lambda-nest/client';
const { data } = await createClient({ baseUrl: process.argv[1] }).GET('/manage/hc');
console.log(data.status);
`;

// The compiler on a busy machine takes its time.
jest.setTimeout(60_000);

let installed: Installed;
beforeAll(async () => {
  installed = await installPackage();
});
afterAll(() => installed?.remove());

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}

/** What the compiler says of programs that use the package: `program-0.ts(…): error …`. */
function compile(programs: readonly string[], options: readonly string[]): string {
  const files = programs.map((_, index) => `program-${index}.ts`);
  for (const [index, file] of files.entries()) {
    writeFileSync(join(installed.project, file), programs[index] ?? '');
  }
  const common = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--lib', 'es2022,dom'];
  return spawnSync(process.execPath, [COMPILER, ...common, ...options, ...files], {
    cwd: installed.project,
    encoding: 'utf8',
  }).stdout;
}

describe('the package', () => {
  it('holds the compiled client, its guide and its licence, and no source', () => {
    const { files } = installed;
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'dist/LICENSE', 'dist/index.js', 'package.json']),
    );
    expect(files.filter((path) => !/^dist\/[a-z-]+(\.d\.ts|\.js)$/.test(path)).toSorted()).toEqual([
      'README.md',
      'dist/LICENSE',
      'package.json',
    ]);
  });

  it('has the version of the API it is made from', () => {
    const { info } = readJson('infra/generated/openapi.json') as { info: { version: string } };
    expect(readJson('libs/client/package.json')['version']).toBe(info.version);
  });

  it('needs the release of its dependency that it is tested with', () => {
    const { devDependencies } = readJson('package.json') as { devDependencies: Record<string, string> };
    expect(readJson('libs/client/package.json')['dependencies']).toEqual({
      'openapi-fetch': devDependencies['openapi-fetch'],
    });
  });

  it.each([
    ['Node', ['--module', 'nodenext']],
    ['a bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])('has types that %s resolves, and that reject what the document does not have', (_, options) => {
    expect(compile([PROGRAM], options)).toMatch(
      /^program-0\.ts\(5,\d+\): error TS2345: [^\n]*"\/manage\/health"[^\n]*\n$/,
    );
  });

  it('has a guide whose programs compile', () => {
    const guide = readFileSync('libs/client/README.md', 'utf8');
    const programs = [...guide.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, program = '']) => program);
    expect(programs).toHaveLength(5);
    const declarations = 'declare const process: { env: Record<string, string | undefined> };\n';
    const sources = programs.map((program) => declarations + program);
    expect(compile(sources, ['--module', 'nodenext'])).toBe('');
  });

  it('runs in Node as it is', async () => {
    const server = await startStubServer();
    server.react({ body: { status: 'ok' } });
    const { stdout, stderr } = await run(
      process.execPath,
      ['--input-type=module', '-e', SCRIPT, server.url],
      { cwd: installed.project, env: {} },
    );
    await server.close();
    expect({ stdout, stderr }).toEqual({ stdout: 'ok\n', stderr: '' });
  });
});
