import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  mkdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../libs/testing/src/free-port.ts';
import { gitIn } from '../faults/git-in.ts';
import { copyShop, type ShopCopy } from './copy-shop.ts';
import { ownEnvironment, runShell, type Said } from './run-shell.ts';
import { readWorkflow, type Step } from './read-workflow.ts';

const WORKFLOW = '.github/workflows/release.yml';
/** What CI has done before it runs this, in the folder above. */
const DONE = 'npm ci';
/** A check, the specs, a build and two deployments on a machine that is busy. */
const MAX_MS = 900_000;

let copy: ShopCopy;
let shop: string;
let zips: string;
let endpoint: string;
let services: ChildProcess;
let databaseUrl: string;

beforeAll(async () => {
  copy = await copyShop();
  shop = copy.folder;
  zips = mkdtempSync(join(tmpdir(), 'zips-'));
  // The runners of GitHub have it, and only there is a repository to release.
  writeFileSync(join(zips, 'gh'), '#!/bin/sh\necho "gh $*"\nfor last; do :; done\ncat "$last"\n', {
    mode: 0o755,
  });
  makeRepository();
  const port = String(await freePort());
  endpoint = `http://127.0.0.1:${port}`;
  const parameters = ['staging', 'prod'].map(
    (stage) =>
      `--parameter /shop/${stage}/database-url=$DATABASE_URL --parameter /shop/${stage}/firebase-app-api-key=local`,
  );
  const cloud = `echo "database: $DATABASE_URL"; exec node ../../node_modules/@lambda-nest/local/src/bin.ts cloud --region eu-west-1 ${parameters.join(' ')}`;
  services = spawn(process.execPath, ['local/with-services.ts', 'sh', '-c', cloud], {
    cwd: shop,
    env: {
      ...ownEnvironment(),
      CLOUD_PORT: port,
      CLOUD_PAGE_PORT: '0',
      IDENTITY_PORT: String(await freePort()),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  databaseUrl = await readDatabaseUrl(services);
}, MAX_MS);

afterAll(async () => {
  const ended = once(services, 'exit');
  services.kill('SIGTERM');
  await ended;
  rmSync(zips, { recursive: true });
  await copy.remove();
});

/** The shop in a repository of its own, as a team has it: a release, and a commit since. Its users are those of the local identity. */
function makeRepository(): void {
  for (const stage of ['staging', 'prod']) {
    const file = join(shop, 'infra/parameters', `${stage}.yml`);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/^firebaseProject: .*$/m, 'firebaseProject: demo-local'),
    );
  }
  const git = gitIn(shop);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'a shop');
  git('tag', 'v1.0.0');
  git('commit', '--quiet', '--allow-empty', '--message', 'the next release');
}

/** Resolves once the local AWS is up. What it writes is read to its end, or it would end with the first line that is not read. */
async function readDatabaseUrl(child: ChildProcess): Promise<string> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The local AWS ended:\n${said}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      said += String(chunk);
      if (said.includes('AWS_ENDPOINT_URL')) resolve();
    });
  });
  return /^database: (.*)$/m.exec(said)?.[1] ?? '';
}

function moveZips(from: string, to: string): void {
  mkdirSync(from, { recursive: true });
  for (const name of readdirSync(from).filter((one) => one.endsWith('.zip')))
    renameSync(join(from, name), join(to, name));
}

/** What a job finds: the checkout, what `npm ci` installs, and what the jobs before left it. */
function startJob(): void {
  const dist = join(shop, 'dist');
  moveZips(dist, zips);
  const access = join(shop, 'access.md');
  if (existsSync(access)) copyFileSync(access, join(zips, 'access.md'));
  execFileSync('git', ['clean', '-fdxq', '-e', 'node_modules', '-e', '.cloud'], { cwd: shop });
  mkdirSync(dist);
  moveZips(zips, dist);
  if (existsSync(join(zips, 'access.md'))) copyFileSync(join(zips, 'access.md'), access);
}

const runStep = ({ run, env }: Step): Promise<Said> =>
  runShell(run, {
    folder: shop,
    flags: ['-e'],
    variables: {
      GITHUB_STEP_SUMMARY: join(zips, 'summary.md'),
      GITHUB_REF_NAME: 'v1.1.0',
      GITHUB_REPOSITORY: 'a-team/shop',
      PATH: `${zips}:${process.env['PATH']}`,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'eu-west-1',
      ...env,
    },
  });

describe("the release of the shop's workflow", () => {
  it(
    'puts the same zips up in staging and production, step by step',
    async () => {
      const jobs = readWorkflow(readFileSync(join(shop, WORKFLOW), 'utf8'), { DATABASE_URL: databaseUrl });
      const outputs: string[] = [];
      for (const [job, steps] of jobs) {
        startJob();
        for (const step of steps.filter(({ run }) => run !== DONE)) {
          const { code, output } = await runStep(step);
          outputs.push(output);
          if (code !== 0) throw new Error(`${job}: "${step.run}" ended with ${code}:\n${output}`);
        }
      }
      const said = outputs.join('\n');
      expect(said).toMatch(/smoke: \d+ requests to http:.*\n[^]*smoke: \d+ requests to http:/);
      expect(said).toMatch(/(\d+) of \1 responses are what the declarations say/);
      expect(readFileSync(join(zips, 'summary.md'), 'utf8')).toMatch(/v1\.0\.0/);
      expect(said).toMatch(/^gh release create v1\.1\.0 --repo a-team\/shop .*\n[^]*v1\.0\.0/m);
    },
    MAX_MS,
  );
});
