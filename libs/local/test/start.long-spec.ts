import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FixtureRun } from './run-fixture.ts';
import { isAlive, runFixture, wait } from './run-fixture.ts';

// Each start compiles the emulator's operations: a second or two, more on a machine with other things to do.
jest.setTimeout(60_000);

// Seconds are counted here, and the machine may have other things to do. What fails is printed all the same.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

let running: FixtureRun;

async function pidOfFunction(): Promise<number> {
  const { port } = await running.ready();
  const response = await fetch(`http://localhost:${port}/local/v1/open`);
  return ((await response.json()) as { pid: number }).pid;
}

describe('running', () => {
  let base: string;
  let identity: string;

  beforeAll(async () => {
    running = await runFixture();
    const { port, identityPort } = await running.ready();
    base = `http://localhost:${port}`;
    identity = `http://localhost:${identityPort}`;
  });

  afterAll(() => running.stop());

  async function tokenOf(name: string): Promise<string> {
    const url = `${identity}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=any`;
    const body = JSON.stringify({
      email: `${name}@example.com`,
      password: 'password',
      returnSecureToken: true,
    });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return ((await response.json()) as { idToken: string }).idToken;
  }

  const get = async (path: string, token?: string): Promise<{ status: number; body: string }> => {
    const response = await fetch(base + path, token ? { headers: { authorization: `Bearer ${token}` } } : {});
    return { status: response.status, body: await response.text() };
  };

  it('says where, and who can sign in', async () => {
    const { port } = new URL(base);
    const { host } = new URL(identity);
    expect(running.output()).toContain(`\
: http://localhost:${port}/local
  all links      http://localhost:${port}/
  custom domain  http://localhost:${port}/nest
  identity       http://${host}
  users          admin@example.com (USERS, ADMINS)
                 user@example.com (USERS)
                 guest@example.com (no group)
  password       password
`);
  });

  it('lists addresses and routes on a page at /', async () => {
    const { status, body } = await get('/');
    expect(status).toBe(200);
    expect(body).toContain(`<a href="${base}/local">${base}/local</a>`);
    expect(body).toContain('<a href="/local/v1/open">/v1/open</a></td><td>public</td>');
  });

  it('answers on both addresses of localhost', async () => {
    const { port } = new URL(base);
    for (const host of ['127.0.0.1', '[::1]']) {
      expect((await fetch(`http://${host}:${port}/local/v1/open`)).status).toBe(200);
    }
  });

  it('gives the function the local variables and none of the shell', async () => {
    const { body } = await get('/nest/v1/open');
    const { environment } = JSON.parse(body) as { environment: Record<string, string> };
    const { port } = new URL(identity);
    const own = Object.entries(environment).filter(
      ([name]) => !/^(AWS_(?!API_GW)|LAMBDA_|_|LANG|TZ|PATH|NODE_PATH)/.test(name),
    );
    expect(Object.fromEntries(own)).toEqual({
      ACCOUNTS: 'on',
      AUTH_SIGN_UP: 'on',
      DOCS_EMULATOR_USERS: expect.stringContaining('"user@example.com"'),
      RUNTIME: 'LOCAL',
      AWS_API_GW_STAGE_NAME: 'local',
      AWS_API_GW_MAPPING_KEY: 'nest',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups',
      JWT_ISSUER_JWKS_URI: `http://127.0.0.1:${port}/jwks.json`,
      FIREBASE_PROJECT_ID: 'demo-local',
      FIREBASE_APP_API_KEY: 'local',
      FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${port}`,
      LOG_FORMAT: 'pretty',
      LOG_LEVEL: 'warn',
      OF_ENV_LOCAL: 'yes',
    });
  });

  it('writes a line for each request, with who, status and times', async () => {
    await get('/local/v1/roles?secret=1', await tokenOf('admin'));
    await running.says(
      /^200 {2}GET \/v1\/roles {2}admin@example.com {2}gateway [\d.]+ ms, function [\d.]+ ms warm$/m,
    );
    expect(running.output()).not.toContain('secret');
  });

  it('says below a rejection of the gateway why, and where the route is declared', async () => {
    expect(await get('/local/v1/roles')).toEqual({ status: 401, body: '{"message":"Unauthorized"}' });
    await running.says(
      /^401 {2}GET \/v1\/roles {2}anonymous {2}gateway [\d.]+ ms\n {5}there is no token — declared for role ADMINS at apps\/api\/src\/some\.controller\.ts:9$/m,
    );
  });

  it('says below a rejection of the function what the caller lacks', async () => {
    expect((await get('/local/v1/roles', await tokenOf('user'))).status).toBe(403);
    await running.says(
      /^403 {2}GET \/v1\/roles {2}user@example.com {2}.*\n {5}the caller's roles are USERS — declared for role ADMINS at /m,
    );
    expect((await get('/local/v1/roles', await tokenOf('guest'))).status).toBe(403);
    await running.says(/^ {5}the caller has no role \(claim groups\) — declared for role ADMINS at /m);
  });

  it('says what to write in front of a path that is no API', async () => {
    expect(await get('/v1/open')).toEqual({ status: 404, body: '{"message":"Not Found"}' });
    await running.says(/^404 {2}GET \/v1\/open .*\n {5}no API: paths start with \/local\/ or \/nest\/$/m);
  });

  it('says what is there in the place of a route that is not', async () => {
    expect((await fetch(`${base}/local/v1/open`, { method: 'HEAD' })).status).toBe(404);
    await running.says(
      /^404 {2}HEAD \/local\/v1\/open .*\n {5}no route of the API for HEAD, there is one for GET$/m,
    );
  });

  it('shows the stack of a crash, answers 500, and recovers within 2 s', async () => {
    expect(await get('/local/v1/crash')).toEqual({
      status: 500,
      body: '{"message":"Internal Server Error"}',
    });
    const crashed = Date.now();
    expect((await get('/local/v1/open')).status).toBe(200);
    expect(Date.now() - crashed).toBeLessThan(2_000);
    await running.says(/Error: crashed on purpose\n {4}at /);
    await running.says(
      /^500 {2}GET \/v1\/crash .*\n {5}the function's process ended \(exit code 129\) — the route is at apps\/api\/src\/some\.controller\.ts:\d+$/m,
    );
  });

  it('answers 500 when the function is killed in the middle of a request, and recovers within 2 s', async () => {
    const { pid } = JSON.parse((await get('/local/v1/open')).body) as { pid: number };
    const slow = get('/local/v1/slow');
    await wait(100);
    process.kill(pid, 'SIGKILL');
    expect(await slow).toEqual({ status: 500, body: '{"message":"Internal Server Error"}' });
    const killed = Date.now();
    expect((await get('/local/v1/open')).status).toBe(200);
    expect(Date.now() - killed).toBeLessThan(2_000);
  });
});

describe('editing', () => {
  let base: string;

  const reply = async (path = '/local/v1/version'): Promise<string> => {
    const response = await fetch(base + path);
    return `${response.status} ${await response.text()}`;
  };

  const replies = async (expected: string, path?: string): Promise<void> => {
    const until = Date.now() + 3_000;
    while ((await reply(path)) !== expected && Date.now() < until) await wait(20);
    expect(await reply(path)).toBe(expected);
  };

  beforeAll(async () => {
    running = await runFixture();
    const { port } = await running.ready();
    base = `http://localhost:${port}`;
  });

  afterAll(() => running.stop());

  it('shows a change within 3 s', async () => {
    expect(await reply()).toBe('200 first');
    await running.edit('first', 'second');
    await replies('200 second');
    await running.says(/^Rebuilt in [\d.]+ s$/m);
  });

  it('takes over what .env.local says now', async () => {
    const before = running.output().match(/^Rebuilt in/gm)?.length ?? 0;
    await running.edit('OF_ENV_LOCAL=yes', 'OF_ENV_LOCAL=changed', '.env.local');
    await running.says(new RegExp(`(?:^Rebuilt in [^]*){${before + 1}}`, 'm'));
    await running.edit("'second'", 'process.env.OF_ENV_LOCAL');
    await replies('200 changed');
    await running.edit('process.env.OF_ENV_LOCAL', "'second'");
    await replies('200 second');
  });

  it('shows a new route with it', async () => {
    expect(await reply('/local/v1/added')).toBe('404 {"message":"Not Found"}');
    await running.edit('/v1/version', '/v1/added', 'routes.json');
    await running.edit("'/v1/version'", "'/v1/added'");
    await replies('200 second', '/local/v1/added');
    await running.edit('/v1/added', '/v1/version', 'routes.json');
    await running.edit("'/v1/added'", "'/v1/version'");
    await replies('200 second');
  });

  it('goes on with the routes that were there when they cannot be read', async () => {
    await running.edit('"routes"', 'routes', 'routes.json');
    await running.edit('second', 'not in force');
    await running.says(/^The routes cannot be put in force, those before go on: .*routes\.json/m);
    expect(await reply()).toBe('200 second');
    await running.edit('routes', '"routes"', 'routes.json');
    await running.edit('not in force', 'second');
    await running.says(/(Rebuilt in [^]*){7}/);
    expect(await reply()).toBe('200 second');
  });

  it('leaves no bundle behind but the one that runs', async () => {
    const bundles = (): string[] => running.list(`dist/local/${running.child.pid}`);
    const until = Date.now() + 10_000;
    while (bundles().length > 1 && Date.now() < until) await wait(20);
    expect(bundles()).toHaveLength(1);
  });

  it('goes on with what was there when it cannot be built', async () => {
    await running.edit('second', 'cannot be built');
    await running.says(
      /^The function cannot be built, the one before goes on:\nlambda\.mjs: it cannot be built$/m,
    );
    expect(await reply()).toBe('200 second');
    await running.edit('cannot be built', 'third');
    await replies('200 third');
  });

  it('says why the function does not start, answers 500, and heals with the next change', async () => {
    await running.edit(/^/, "throw new RangeError('INIT fails on purpose');\n");
    await running.says(/^The function does not start: RangeError: INIT fails on purpose$/m);
    expect(await reply()).toBe('500 {"message":"Internal Server Error"}');
    await running.edit(/^throw.*\n/, '');
    await replies('200 third');
  });
});

describe('ending', () => {
  afterEach(() => running.stop());

  it.each(['SIGINT', 'SIGTERM'] as const)('on %s leaves nothing behind', async (signal) => {
    running = await runFixture();
    const pid = await pidOfFunction();
    running.child.kill(signal);
    const [code] = (await once(running.child, 'close')) as [number];
    expect(code).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });

  it('leaves nothing behind when npm alone is told to end', async () => {
    running = await runFixture({}, 'as npm does');
    const pid = await pidOfFunction();
    running.child.kill('SIGTERM');
    await once(running.child, 'close');
    expect(isAlive(pid)).toBe(false);
  });

  it('takes the function with it when it is killed itself', async () => {
    running = await runFixture();
    const pid = await pidOfFunction();
    running.child.kill('SIGKILL');
    await once(running.child, 'close');
    await wait(300);
    expect(isAlive(pid)).toBe(false);
  });

  it.each([
    ['PORT', 'local gateway'],
    ['IDENTITY_PORT', 'local Firebase Auth'],
  ])('says that the port is taken, of %s', async (variable, what) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    running = await runFixture({ [variable]: String(port) });
    const [code] = (await once(running.child, 'close')) as [number];
    other.close();
    expect(code).toBe(1);
    expect(running.output()).toBe(
      `The ${what} cannot start: port ${port} is taken by another program. ` +
        `Stop it, or choose another port with ${variable}=${port + 1}.\n`,
    );
  });

  it('says what a port is', async () => {
    running = await runFixture({ PORT: 'three thousand' });
    const [code] = (await once(running.child, 'close')) as [number];
    expect(code).toBe(1);
    expect(running.output()).toBe('PORT must be a port, a number from 0 to 65535 (0 takes a free one).\n');
  });
});
