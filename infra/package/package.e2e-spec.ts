import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { runScript } from './run-script.ts';

const OSLS = resolve('node_modules/serverless/bin/serverless.js');
const ZIP = 'dist/lambda.zip';
const CREDENTIALS = JSON.stringify({ type: 'external_account', audience: '//iam.googleapis.com/projects/1' });

/** What no clone has. */
const MADE_HERE = new Set(['node_modules', 'dist', '.serverless', '.git', 'coverage', 'reports']);

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** What a fresh clone has, at a place of its own. */
function clone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  folders.push(folder);
  const names = readdirSync('.').filter((name) => !MADE_HERE.has(name));
  for (const name of names) {
    cpSync(name, join(folder, name), { recursive: true, filter: (path) => !MADE_HERE.has(basename(path)) });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function run(folder: string, command: string, ...parameters: readonly string[]): Promise<void> {
  await runScript([OSLS, command, ...parameters.flatMap((parameter) => ['--param', parameter])], folder);
}

describe('npm run package', () => {
  let first: string;
  let second: string;
  beforeAll(async () => {
    [first, second] = [clone(), clone()];
    writeFileSync(join(first, 'google.json'), CREDENTIALS);
    await run(first, 'package');
    await run(second, 'package');
  }, 120_000);

  it('makes the same zip from the same commit, byte for byte, wherever it is', () => {
    const [one, other] = [first, second].map((folder) => readFileSync(join(folder, ZIP)));
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
  });

  it('puts the handler that the template names at the top of it, and no source, test or setting of a laptop', () => {
    const names = Object.keys(unzipSync(readFileSync(join(first, ZIP))));
    expect(names).toContain('lambda.mjs');
    expect(names.filter((name) => /\.ts$|\.env|spec|node_modules|\.map$/.test(name))).toEqual([]);
  });

  it('puts Google’s file where the function looks for it, when one is named', async () => {
    await run(first, 'package', 'googleCredentialsFile=google.json');
    const zip = unzipSync(readFileSync(join(first, ZIP)));
    const template = readFileSync(
      join(first, '.serverless/cloudformation-template-update-stack.json'),
      'utf8',
    );
    expect(Buffer.from(zip['google-credentials.json'] ?? []).toString()).toBe(CREDENTIALS);
    expect(template).toContain('"GOOGLE_APPLICATION_CREDENTIALS": "/var/task/google-credentials.json"');
  }, 60_000);

  const other = process.arch === 'x64' ? 'arm64' : 'x86_64';
  it.each([
    ['package', 'firebaseProject=', 'firebaseProject is missing. Set it, or jwtIssuer and jwtAudiences.'],
    ['package', 'gatewayStage=a/b', 'gatewayStage is not a stage name or $default.'],
    ['package', 'gatewayStag=mvp', 'There is no parameter gatewayStag. Known are '],
    ['package', 'googleCredentialsFile=none.json', 'googleCredentialsFile names a file that cannot be read.'],
    [
      'package',
      `architecture=${other}`,
      'Package on a machine of that architecture, or leave the parameter out.',
    ],
    [
      'deploy',
      'docs=on',
      'firebaseProject is still a placeholder. Set it with --param or in infra/parameters.',
    ],
  ])('fails to %s with %s, in a sentence', async (command, parameter, sentence) => {
    await expect(run(second, command, parameter)).rejects.toThrow(sentence);
  });

  it('fails when the code declares something else than the contract says', async () => {
    const controller = join(second, 'apps/api/src/health/health.controller.ts');
    writeFileSync(controller, readFileSync(controller, 'utf8').replace("@Get('hc')", "@Get('health')"));
    await expect(run(second, 'package')).rejects.toThrow(
      'Run `npm run contract`, look at the difference, and commit it.',
    );
  });
});
