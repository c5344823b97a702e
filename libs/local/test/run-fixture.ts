import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('start-fixture.ts', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('fixtures/repository', import.meta.url));
const READY =
  /^Ready in [\d.]+ s: http:\/\/localhost:(\d+)\/local[^]*^ {2}identity +http:\/\/localhost:(\d+)/m;

export type FixtureRun = {
  child: ChildProcess;
  output(): string;
  /** Waits for the output to match. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits until it is up, and gives the ports. */
  ready(): Promise<{ port: number; identityPort: number }>;
  /** Changes a file of its repository; default the function's. */
  edit(from: string | RegExp, to: string, file?: string): Promise<void>;
  /** Names in a folder of its repository. */
  list(folder: string): string[];
  /** Ends it and removes its repository. */
  stop(): Promise<void>;
};

/**
 * Starts the local cloud around a copy of the fixture repository, which can be edited, on free ports.
 *
 * npm has a shell run the script of `package.json`, and passes its signals to that shell.
 */
export async function runFixture(
  env: NodeJS.ProcessEnv = {},
  how: 'by itself' | 'as npm does' = 'by itself',
  envLocal = 'OF_ENV_LOCAL=yes\n',
): Promise<FixtureRun> {
  const root = await mkdtemp(join(tmpdir(), 'local-'));
  await cp(REPOSITORY, root, { recursive: true });
  await writeFile(join(root, '.env.local'), envLocal);
  const [command, ...args] =
    how === 'by itself' ? [process.execPath, PROGRAM, root] : ['sh', '-c', scriptFor(root)];
  const child = spawn(command, args, {
    env: { ...process.env, PORT: '0', IDENTITY_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    const until = Date.now() + 50_000;
    for (;;) {
      const match = pattern.exec(output);
      if (match) return match;
      if (Date.now() > until || child.exitCode !== null)
        throw new Error(`It never said ${pattern}:\n${output}`);
      await wait(20);
    }
  };
  return {
    child,
    output: () => output,
    says,
    async ready() {
      const [, port, identityPort] = await says(READY);
      return { port: Number(port), identityPort: Number(identityPort) };
    },
    async edit(from, to, file = 'apps/api/src/lambda.mjs') {
      const path = join(root, file);
      await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
    },
    list: (folder) => readdirSync(join(root, folder)),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT');
        await once(child, 'close');
      }
      await rm(root, { recursive: true });
    },
  };
}

/** The script `start` of `package.json`, with the fixture in the place of the product. */
function scriptFor(root: string): string {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start.replace('node libs/local/src/main.ts', `'${process.execPath}' '${PROGRAM}' '${root}'`);
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** A process that has ended and whose exit code was not read yet still has an id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
