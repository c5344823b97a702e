import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRepository, type Copy } from '../../../../workbench/faults/copy-repository.ts';

jest.setTimeout(60_000);

let copy: Copy;

beforeAll(async () => {
  copy = await copyRepository(process.cwd());
});

afterAll(() => copy.remove());

type Result = { code: number; output: string; error: string };

function run(command: 'diff' | 'explain', ...args: string[]): Promise<Result> {
  const script = [`libs/toolkit/src/access/${command}.ts`, ...args];
  // Settings of the shell that runs the tests are no part of them.
  const options = { cwd: copy.root, env: { PATH: process.env['PATH'] } };
  return new Promise((resolve) => {
    execFile(process.execPath, script, options, (failure, output, error) => {
      resolve({ code: Number(failure?.code ?? 0), output, error });
    });
  });
}

// Each is several programs, one after the other, on a machine that may be busy.
jest.setTimeout(240_000);

describe('npm run access:diff', () => {
  const CONTROLLER = 'apps/api/src/admin/admin.controller.ts';
  const declare = async (declaration: string): Promise<void> => {
    const file = join(copy.root, CONTROLLER);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/@Roles\(.*\)/, declaration));
  };

  it('says that nothing changed', async () => {
    expect(await run('diff', 'HEAD')).toEqual({
      code: 0,
      output: 'No caller gained or lost access since HEAD.\n',
      error: '',
    });
  });

  it('fails on a widening, passes once it is acknowledged, and takes that for no other', async () => {
    await declare("@Roles('ADMINS', 'USERS')");
    const widened = await run('diff', 'HEAD');
    expect(widened.code).toBe(1);
    expect(widened.output).toContain('gains access: a caller with the role USERS and no scope');
    expect(widened.output).toContain('**not acknowledged**');
    expect(widened.error).toBe(`
It was not acknowledged that more callers reach GET /v1/admin/endpoints. If that is meant, run
  npm run access:diff -- HEAD --acknowledge '<why>'
and commit infra/released/acknowledged-access.json.
`);

    const report = join(copy.root, 'access.md');
    const acknowledged = await run('diff', 'HEAD', '--acknowledge', 'Users see it too.', '--out', report);
    expect(acknowledged).toMatchObject({ code: 0, error: '' });
    expect(acknowledged.output).toContain('acknowledged: Users see it too.');
    expect(await readFile(report, 'utf8')).toBe(acknowledged.output);
    expect(await run('diff', 'HEAD')).toMatchObject({ code: 0 });

    await declare("@Roles('ADMINS', 'USERS', 'OTHERS' as 'USERS')");
    expect(await run('diff', 'HEAD')).toMatchObject({ code: 1 });
  });

  it('passes on a narrowing', async () => {
    await declare("@Roles('ADMINS') @Scopes('admin:read')");
    const file = join(copy.root, CONTROLLER);
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('listRoutes, Roles }', 'listRoutes, Roles, Scopes }'),
    );
    const { code, output } = await run('diff', 'HEAD');
    expect(output).toContain('loses access: a caller with the role ADMINS and no scope');
    expect(code).toBe(0);
  });

  it.each([
    [['nowhere'], 'nowhere is no commit here. Name a branch, a tag or a commit; fetch it first.'],
    [['--', '--output=x'], '--output=x is no commit here. Name a branch, a tag or a commit; fetch it first.'],
    [['HEAD', '--acknowledge', ' '], 'Say why it is opened: --acknowledge <reason>.'],
    [[], 'npm run access:diff -- <commit> [--function <folder>] [--acknowledge <reason>] [--out <file>]'],
  ])('ends with 2 and a sentence for the arguments %j', async (args, message) => {
    const { code, error } = await run('diff', ...args);
    expect([code, error.split('\n')[0]]).toEqual([2, message]);
  });
});

describe('npm run access:explain', () => {
  it('tells both decisions and where they are declared', async () => {
    const { code, output } = await run('explain', 'get', '/v1/users/whoami', '--role', 'AUDITORS');
    expect(code).toBe(0);
    expect(output).toMatch(
      /^GET \/v1\/users\/whoami as a caller with role AUDITORS, no scope\n\ngateway {6}lets in: .*\napplication {2}answers 403: .*\n\ndeclared for .* at apps\/api\/src\/me\/me\.controller\.ts:\d+ \(MeController\.whoami\)\n$/,
    );
  });

  it('takes a path with its query', async () => {
    const { code, output } = await run('explain', 'GET', '/v1/manage/hc?a=1');
    expect([code, output.split('\n')[0]]).toEqual([0, 'GET /v1/manage/hc as a caller without a token']);
  });

  it('asks a packaged template what the gateway does', async () => {
    const routes = join(copy.root, 'routes.json');
    const open = { route_key: 'GET /v1/users/whoami', authorization_type: 'NONE' };
    await writeFile(routes, JSON.stringify({ routes_definitions: { whoami: open } }));
    const { output } = await run('explain', 'GET', '/v1/users/whoami', '--deployment', routes);
    expect(output).toContain('gateway      lets in: the route has no authorizer\n');
    expect(output).toContain(
      'application  answers 401: the route wants a token and there is none (code 401001)\n',
    );
  });

  it.each([
    [
      ['GET', '/v1/nothing'],
      'The gateway has no route for GET /v1/nothing: the response is 404 for every caller. There are:',
    ],
    [['GET', '/v1/%zz'], 'The path /v1/%zz does not decode: the response is 400 for every caller.'],
    [
      ['GET'],
      'npm run access:explain -- <method> <path> [--as <email> | --token <token> | --role <role> --scope <scope>]',
    ],
  ])('ends with 2 and a sentence for the arguments %j', async (args, message) => {
    const { code, error } = await run('explain', ...args);
    expect([code, error.split('\n')[0]]).toEqual([2, message]);
  });
});
