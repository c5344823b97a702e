import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyRepository } from '../faults/copy-repository.ts';

export type Outcome = Readonly<{ output: string; lines: number; code: number }>;

const NODE_OPTIONS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

/** A copy of the repository in which the Nest CLI has written an application, a library and a resource. */
export type Generated = Readonly<{
  /** Runs a program of the copy, as `npm run` would. */
  run: (script: string, ...args: readonly string[]) => Promise<Outcome>;
  nest: (...args: readonly string[]) => Promise<Outcome>;
  contract: (...args: readonly string[]) => Promise<Outcome>;
  build: (...args: readonly string[]) => Promise<Outcome>;
  read: (file: string) => Promise<string>;
  edit: (file: string, change: (text: string) => string) => Promise<void>;
  /** Files that are not as they were, as git tells them. */
  listChanged: () => Promise<readonly string[]>;
  remove: () => Promise<void>;
}>;

/** Copies the repository, and runs `nest generate` in it for an application, a library and a resource that uses the library. */
export async function generate(): Promise<Generated> {
  const { root, remove } = await copyRepository(process.cwd());
  const run = async (script: string, ...args: readonly string[]): Promise<Outcome> => {
    const env = {
      ...process.env,
      FORCE_COLOR: '0',
      NODE_OPTIONS: script.includes('jest') ? NODE_OPTIONS : '',
    };
    const command = [script, ...args];
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { cwd: root, env });
      return toOutcome(stdout + stderr, 0);
    } catch (error) {
      const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
      return toOutcome(stdout + stderr, code);
    }
  };
  const nest = (...args: readonly string[]) => run('node_modules/@nestjs/cli/bin/nest.js', ...args);
  const read = (file: string) => readFile(join(root, file), 'utf8');
  const edit = async (file: string, change: (text: string) => string): Promise<void> =>
    writeFile(join(root, file), change(await read(file)));

  await nest('generate', 'app', 'worker');
  await nest('generate', 'library', 'prices');
  await nest('generate', 'resource', 'orders', '--project', 'api', '--type', 'rest', '--crud');
  // As a person uses it: by the name that it got in tsconfig.json.
  await edit('apps/api/src/orders/orders.module.ts', (text) =>
    text
      .replace("@nestjs/common';", "@nestjs/common';\nimport { PricesModule } from '@app/prices';")
      .replace('@Module({', '@Module({\n  imports: [PricesModule],'),
  );
  return {
    run,
    nest,
    contract: (...args) => run('libs/toolkit/src/contract/main.ts', ...args),
    build: (...args) => run('libs/toolkit/src/build/main.ts', ...args),
    read,
    edit,
    listChanged: async () => {
      const { stdout } = await promisify(execFile)('git', ['status', '--porcelain'], { cwd: root });
      return stdout.split('\n').filter(Boolean);
    },
    remove,
  };
}

function toOutcome(output: string, code: number): Outcome {
  return { output, lines: output.trimEnd().split('\n').length, code };
}
