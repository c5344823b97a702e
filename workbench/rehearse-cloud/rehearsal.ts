import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort } from '../../libs/testing/src/free-port.ts';
import { copyRepository } from '../faults/copy-repository.ts';

export type Ran = Readonly<{ code: number; output: string; seconds: number }>;

/** A copy of the repository, a local AWS of its own, and the commands that a team types. */
export type Rehearsal = Readonly<{
  /** The copy, whose files may be changed. */
  root: string;
  /** Where the local AWS is: `http://127.0.0.1:<port>`. */
  endpoint: string;
  /** Where its identity provider is. */
  identityUrl: string;
  /** What a client of the AWS SDK is made with. */
  client: Readonly<{
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  }>;
  /** Runs `npx serverless …` without credentials, as on a laptop that has none. */
  serverless(command: string, ...args: readonly string[]): Promise<Ran>;
  /** Deploys a stage, and gives the address of its API. Throws with what it said when it fails. */
  deploy(stage: string, ...args: readonly string[]): Promise<Ran & { url: string }>;
  /** Runs a script of the copy in this Node. */
  run(script: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Replaces a text of a file of the copy. */
  edit(file: string, from: string, to: string): Promise<void>;
  /** Ends the local AWS as a crash would. */
  kill(): Promise<void>;
  /** Starts it again where it was. */
  restart(): Promise<void>;
  /** Ends everything and removes it. */
  remove(): Promise<void>;
}>;

const REGION = 'eu-west-1';
/** Slow enough that there is a middle of a deployment, and fast enough to wait for. */
const STEP_MS = '40';
/** Long enough for a canary to get some requests. */
const MINUTE_MS = '5000';

/** Starts a rehearsal on free ports. */
export async function startRehearsal(from: string): Promise<Rehearsal> {
  const copy = await copyRepository(from);
  const home = await mkdtemp(join(tmpdir(), 'rehearse-'));
  const ports = { cloud: await freePort(), identity: await freePort() };
  const endpoint = `http://127.0.0.1:${ports.cloud}`;
  const environment = { PATH: process.env['PATH'] ?? '', HOME: home, AWS_ENDPOINT_URL: endpoint };
  let cloud: ChildProcess | undefined;

  const run: Rehearsal['run'] = async (script, more = {}) => {
    const started = performance.now();
    const child = spawn(process.execPath, [...script], {
      cwd: copy.root,
      env: { ...environment, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    const seconds = (performance.now() - started) / 1000;
    return { code: (code as number | null) ?? 1, output: `${stdout}${stderr}`, seconds };
  };
  const serverless: Rehearsal['serverless'] = (command, ...args) =>
    run(['node_modules/serverless/bin/serverless.js', ...command.split(' '), ...args]);

  const restart = async (): Promise<void> => {
    const parameters = ['dev', 'staging'].flatMap((stage) => [
      '--parameter',
      `/lambda-nest-api/${stage}/firebase-app-api-key=local`,
    ]);
    const args = [
      '--region',
      REGION,
      '--folder',
      join(home, 'cloud'),
      '--step',
      STEP_MS,
      '--minute',
      MINUTE_MS,
      ...parameters,
    ];
    cloud = spawn(process.execPath, ['libs/local/src/cloud/main.ts', ...args], {
      cwd: copy.root,
      env: {
        ...environment,
        CLOUD_PORT: `${ports.cloud}`,
        CLOUD_PAGE_PORT: '0',
        IDENTITY_PORT: `${ports.identity}`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(cloud, 'exit').then(() => Promise.reject(new Error('The local AWS ended.')));
    ended.catch(() => undefined);
    await Promise.race([saysReady(cloud), ended]);
  };
  const kill = async (): Promise<void> => {
    if (!cloud || cloud.exitCode !== null || cloud.signalCode !== null) return;
    const ended = once(cloud, 'exit');
    cloud.kill('SIGKILL');
    await ended;
  };

  await restart();
  return {
    root: copy.root,
    endpoint,
    identityUrl: `http://127.0.0.1:${ports.identity}`,
    client: { endpoint, region: REGION, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } },
    run,
    serverless,
    async deploy(stage, ...args) {
      const ran = await serverless(
        'deploy',
        '--stage',
        stage,
        '--param',
        'firebaseProject=demo-local',
        ...args,
      );
      if (ran.code !== 0) throw new Error(ran.output);
      const info = ran.output.includes('/v1/') ? ran : await serverless('info', '--stage', stage);
      const url = /http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/\w+\/\w+/.exec(info.output)?.[0];
      if (url === undefined) throw new Error(`No address is named:\n${info.output}`);
      return { ...ran, url };
    },
    async edit(file, before, after) {
      const path = join(copy.root, file);
      const content = await readFile(path, 'utf8');
      if (!content.includes(before)) throw new Error(`${file} does not hold ${before}`);
      await writeFile(path, content.replaceAll(before, after));
    },
    kill,
    restart,
    async remove() {
      await kill();
      await copy.remove();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function saysReady(child: ChildProcess): Promise<void> {
  const output = child.stdout as NodeJS.ReadableStream;
  let said = '';
  await new Promise<void>((resolve) => {
    output.on('data', (chunk: Buffer) => {
      // Read on to the end, or the pipe fills and the process stops.
      if (said.includes('is ready')) return;
      said += chunk.toString('utf8');
      if (said.includes('is ready')) resolve();
    });
  });
}
