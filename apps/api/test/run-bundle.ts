import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TEST_ENVIRONMENT } from './start-api.ts';

const run = promisify(execFile);

/** Runs in a process of its own, as Lambda would: nothing of Jest, of TypeScript or of this repository's packages. */
const CALLER = `
  const { handler } = await import(process.argv[1]);
  const context = { awsRequestId: 'r', getRemainingTimeInMillis: () => 5000 };
  const responses = [];
  for (const event of JSON.parse(process.argv[2])) responses.push(await handler(event, context));
  process.stdout.write('\\n@@' + JSON.stringify({ parameters: handler.length, responses }));
  process.exit(0);
`;

export type Report = { parameters: number; responses: { statusCode: number; body: string }[] };

/** Builds what an entry exports as it is deployed. */
export async function buildBundle(entry: string, outDir: string): Promise<void> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const args = ['libs/toolkit/src/build/main.ts', '--entry', entry, '--out', outDir];
  await run(process.execPath, args, { env, timeout: 60_000 });
}

/** Runs a script that is given the bundle's file and the events, as JSON, for its arguments. */
export function runBundle(
  outDir: string,
  script: string,
  events: readonly object[],
  flags: readonly string[] = [],
): Promise<{ stdout: string; stderr: string }> {
  const given = [join(outDir, 'lambda.mjs'), JSON.stringify(events)];
  return run(process.execPath, [...flags, '--input-type=module', '-e', script, ...given], {
    cwd: outDir,
    env: { ...TEST_ENVIRONMENT },
    timeout: 15_000,
    maxBuffer: 2 ** 24,
  });
}

/** Sends events, one after the other. */
export async function callBundle(outDir: string, events: readonly object[]): Promise<Report> {
  const { stdout } = await runBundle(outDir, CALLER, events);
  return JSON.parse(stdout.slice(stdout.indexOf('\n@@') + 3)) as Report;
}
