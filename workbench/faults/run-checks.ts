import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Fault } from './fault.ts';

/** Something that noticed: a file of tests or a command, and what it said first. */
export type Alarm = Readonly<{ by: string; said: string }>;

const FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const TIMEOUT_MS = 120_000;

type Command = readonly [by: string, args: readonly string[]];

/** Commands that judge the sources by themselves. */
const COMMANDS: readonly Command[] = [
  ['npm run contract -- --check', ['libs/toolkit/src/contract/main.ts', '--check']],
  ['npm run access:diff', ['libs/toolkit/src/access/diff.ts', 'HEAD']],
];

/** Packages every stack, which takes its time: for what the stack is made from. */
const TEMPLATE: Command = ['npm run template', ['libs/toolkit/src/template/main.ts']];

/** Runs the tests and the commands in a copy, and tells who noticed something. */
export async function runChecks(
  root: string,
  { tests, isInStack = false }: Pick<Fault, 'tests' | 'isInStack'>,
): Promise<readonly Alarm[]> {
  const alarms = await runTests(root, tests);
  const commands = isInStack ? [...COMMANDS, TEMPLATE] : COMMANDS;
  const said = await Promise.all(commands.map(([by, args]) => runCommand(root, by, args)));
  return [...alarms, ...said.flat()];
}

type Report = {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
};

async function runTests(root: string, tests: readonly string[]): Promise<readonly Alarm[]> {
  const folder = await mkdtemp(join(tmpdir(), 'faults-report-'));
  const output = join(folder, 'report.json');
  const jest = ['node_modules/jest/bin/jest.js', '--json', '--outputFile', output, ...tests];
  const { error } = await run(root, [...FLAGS, ...jest]);
  try {
    const { testResults } = JSON.parse(await readFile(output, 'utf8')) as Report;
    return testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((one) => one.status === 'failed');
      if (status === 'passed') return [];
      const first = failed[0]?.fullName ?? firstLine(message);
      const count = failed.length > 1 ? `${failed.length} tests, first: ` : '';
      return [{ by: relative(root, name), said: `${count}${first}` }];
    });
  } catch (cause) {
    // Tests that did not run have noticed nothing.
    throw new Error(`The tests did not run to their end: ${firstLine(error)}`, { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runCommand(root: string, by: string, args: readonly string[]): Promise<readonly Alarm[]> {
  const { code, output, error } = await run(root, args);
  return code === 0 ? [] : [{ by, said: firstLine(error) || firstLine(output) }];
}

function run(cwd: string, args: readonly string[]): Promise<{ code: number; output: string; error: string }> {
  return new Promise((resolve) => {
    const options = { cwd, timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, args, options, (failure, output, error) => {
      resolve({ code: failure ? 1 : 0, output, error });
    });
  });
}

/** The first line that says something, with the headings before it. */
function firstLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('●') && !/^#* ?Access since/.test(line));
  const end = lines.findIndex((line) => !/:$|^#/.test(line));
  return lines
    .slice(0, end + 1)
    .join(' ')
    .slice(0, 200);
}
