import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Template } from '../template/template.ts';
import { linkModules } from './link-modules.ts';
import { runScript } from './run-script.ts';
import { hashContract, STAMP_FILE } from './stamp.ts';
import { writeZip } from './write-zip.ts';

const OSLS = resolve('node_modules/serverless/bin/serverless.js');
const ZIP = 'dist/api.zip';
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
  linkModules('.', folder);
  return folder;
}

async function run(folder: string, command: string, ...parameters: readonly string[]): Promise<void> {
  const options = parameters.flatMap((parameter) => ['--param', parameter]);
  await runScript([OSLS, ...command.split(' '), ...options], folder);
}

function readTemplate(folder: string): Template {
  const file = join(folder, '.serverless/cloudformation-template-update-stack.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Template;
}

function variablesOf({ Resources }: Template): Record<string, unknown> {
  const properties = Resources['ApiLambdaFunction']?.Properties ?? {};
  return (properties['Environment'] as { Variables: Record<string, unknown> }).Variables;
}

describe('npm run package', () => {
  let first: string;
  let second: string;
  beforeAll(async () => {
    [first, second] = [clone(), clone()];
    writeFileSync(join(first, 'google.json'), CREDENTIALS);
    await run(first, 'package');
    await run(second, 'package');
    mkdirSync(join(second, 'empty'));
    writeZip(join(second, 'empty'), join(second, 'other.zip'));
  }, 300_000);

  it('makes the same zip from the same commit, byte for byte, wherever it is', () => {
    const [one, other] = [first, second].map((folder) => readFileSync(join(folder, ZIP)));
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
  });

  it('puts the handler that the template names at the top of it, and no source, test or setting of a laptop', () => {
    const names = Object.keys(unzipSync(readFileSync(join(first, ZIP))));
    expect(names).toContain('lambda.mjs');
    expect(names.filter((name) => /\.ts$|\.env|\.(?:e2e-)?spec\.|node_modules|\.map$/.test(name))).toEqual(
      [],
    );
  });

  it('says in the zip what it was made of', () => {
    const stamp = JSON.parse(
      strFromU8(unzipSync(readFileSync(join(first, ZIP)))[STAMP_FILE] ?? new Uint8Array()),
    );
    expect(stamp).toEqual({
      commit: null,
      contract: hashContract(),
      architecture: process.arch === 'x64' ? 'x86_64' : process.arch,
      node: process.versions.node,
    });
  });

  it('puts up the same zip in another stage, with the Google configuration of that stage beside it', async () => {
    const zip = readFileSync(join(first, ZIP));
    const parameters = ['firebaseProject=demo-prod', `artifact=${ZIP}`, 'googleCredentialsFile=google.json'];
    await run(first, 'package --stage prod', ...parameters);
    expect(readFileSync(join(first, ZIP)).equals(zip)).toBe(true);
    expect(variablesOf(readTemplate(first))).toMatchObject({ GOOGLE_CREDENTIALS: CREDENTIALS });
  }, 120_000);

  it('takes a stage whose file was added, and what the file says', async () => {
    writeFileSync(join(first, 'infra/parameters/jane.yml'), 'logRetentionDays: 3\n');
    await run(first, 'package --stage jane', `artifact=${ZIP}`);
    expect(readTemplate(first).Resources['ApiLogGroup']?.Properties).toMatchObject({ RetentionInDays: 3 });
  }, 120_000);

  it('takes a stage whose file says nothing of its own', async () => {
    writeFileSync(join(first, 'infra/parameters/john.yml'), '# As the defaults are.\n');
    await run(first, 'package --stage john', `artifact=${ZIP}`);
    expect(readTemplate(first).Resources['ApiLogGroup']?.Properties).toMatchObject({ RetentionInDays: 30 });
  }, 120_000);

  const other = process.arch === 'x64' ? 'arm64' : 'x86_64';
  it.each([
    ['package', 'gatewayStag=mvp', 'There is no parameter gatewayStag. Known are '],
    [
      'package',
      'artifact=other.zip',
      'artifact is no zip that was packaged here: it holds no artifact.json. ',
    ],
    [
      'package --stage pord',
      'docs=on',
      'There is no infra/parameters/pord.yml, so the stage pord is unknown. ',
    ],
    ['package --region Ireland', 'docs=on', 'region is not an AWS region.'],
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

  it('fails when a zip was packaged from other declarations than there are now', async () => {
    const file = join(second, 'infra/generated/access.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"ADMINS"', '"USERS"'));
    await expect(run(second, 'package', `artifact=${ZIP}`)).rejects.toThrow(
      'artifact was packaged from sources of no commit, with other routes or access than infra/generated has here.',
    );
  });
});
