import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const entry = 'libs/toolkit/src/contract/fixtures/shop.module.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'contract-'));
});
afterEach(() => rmSync(out, { recursive: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['libs/toolkit/src/contract/main.ts', '--out', out, ...args],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' }, timeout: 60_000 },
  );
  return { status, stdout, stderr };
}

/** A folder inside the repository, for sources that import its packages, and from which no other test copies files. */
function made(): string {
  mkdirSync('dist', { recursive: true });
  return 'dist';
}

describe('npm run contract', () => {
  it("writes the contract of the entry's application, and then finds it as it should be", () => {
    expect(run('--entry', entry)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(out, 'infra/generated')).toSorted()).toEqual([
      'access.json',
      'openapi.json',
      'routes.auto.tfvars.json',
      'routes.yml',
      'variables.json',
    ]);
    expect(run('--entry', entry, '--check')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('names the files that say something else than the code, and the command to run', () => {
    run('--entry', entry);
    appendFileSync(join(out, 'infra/generated/routes.yml'), '  # by hand\n');
    rmSync(join(out, 'ACCESS.md'));

    expect(run('--entry', entry, '--check')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'The code says something else than:\n  - infra/generated/routes.yml\n  - ACCESS.md\n' +
        'Run `npm run contract`, look at the difference, and commit it.\n',
    });
  });

  it.each([
    ['trips over a name', '\nlisten(1);\n', /^ReferenceError: listen is not defined\n {4}at .*\.ts:2:1\)?\n/],
    ['cannot be read', '\nexport class {{\n', /^x Expected .*\n {3},-\[.*\.ts:2:1\]\n[^]*`----\n$/],
  ])('names file and line of a source that %s', (_what, source, said) => {
    const file = `${made()}/broken-${process.pid}.module.ts`;
    writeFileSync(file, source);
    try {
      expect(run('--entry', file)).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(said) });
    } finally {
      rmSync(file);
    }
  });

  it('writes nothing for an application whose routes cannot be deployed', () => {
    const file = `${made()}/unsound-${process.pid}.module.ts`;
    writeFileSync(
      file,
      `import { Controller, Get, Module } from '@nestjs/common';
import { Public } from '@lambda-nest/access';

@Controller('v1/files')
class FilesController {
  @Public()
  @Get('*path')
  read(): string {
    return '';
  }
}

@Module({ controllers: [FilesController] })
export class AppModule {}
`,
    );
    try {
      const { status, stderr } = run('--entry', file);

      expect(status).toBe(1);
      expect(stderr).toContain('is a catch-all. Name its segments one by one.');
      expect(readdirSync(out)).toEqual([]);
    } finally {
      rmSync(file);
    }
  });

  it('says that the entry exports no root module', () => {
    expect(run('--entry', 'libs/toolkit/src/contract/files.ts')).toMatchObject({
      status: 1,
      stderr:
        'libs/toolkit/src/contract/files.ts exports no AppModule and no Files. Export the root module by such a name.\n',
    });
  });

  it('is what the repository holds of its own application', () => {
    execFileSync(process.execPath, ['libs/toolkit/src/contract/main.ts', '--check'], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  });
});
