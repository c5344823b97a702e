import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readDeployment } from '@lambda-nest/toolkit/deployment';
import { startGateway, type LocalGateway } from '@lambda-nest/local/testing';
import { OrdersModule } from './orders.module.ts';
import { createSigningKey, mint } from '@lambda-nest/testing';
import { configureGateway, readApplication } from '@lambda-nest/toolkit/conformance';
import {
  startBehindGateway,
  type ApiBehindGateway,
} from '../../libs/local/src/proofs/start-behind-gateway.ts';
import { renderAccessJson } from '../../libs/toolkit/src/contract/render/access-json.ts';

jest.setTimeout(60_000);

const run = promisify(execFile);
const ORDERS = { module: OrdersModule, entry: 'workbench/proofs/orders.module.ts' };

let folder: string;
let api: ApiBehindGateway;
let echo: LocalGateway;
let page: string;

/** What is deployed to AWS for the echo, on this machine. */
async function startEcho(): Promise<LocalGateway> {
  const serverless = resolve('node_modules/.bin/serverless');
  await run(serverless, ['package', '--package', join(folder, 'echo')], { cwd: 'infra/verify/echo' });
  const deployment = await readDeployment(join(folder, 'echo/cloudformation-template-update-stack.json'));
  const { handler } = (await import(pathToFileURL(resolve('infra/verify/echo/echo.mjs')).href)) as {
    handler: (event: unknown) => Promise<object>;
  };
  const { issuer, audiences: audience } = api.config.issuers[0];
  return startGateway({
    ...deployment,
    stage: '$default',
    authorizer: { issuer, audience, discoveryUri: api.keys.uri },
    runner: {
      invoke: async (event) => ({
        ok: true,
        payload: JSON.stringify(await handler(JSON.parse(event))),
        times: { functionMs: 0, initMs: 0, cold: false },
      }),
    },
    port: 0,
  });
}

async function verify(...args: string[]): Promise<{ code: number; output: string; error: string }> {
  const now = Math.floor(Date.now() / 1000);
  const env = {
    PATH: process.env['PATH'],
    CONFORMANCE_TOKEN_USER: mint({ payload: { groups: ['USERS'], level: 1.5, large: 2 ** 60, none: null } }),
    CONFORMANCE_TOKEN_READER: mint({ payload: { groups: ['USERS'], scope: 'orders:read' } }),
    CONFORMANCE_TOKEN_SHORT: mint({ payload: { groups: ['USERS'], exp: now + 10 } }),
    CONFORMANCE_REJECTED_TOKEN_OTHER_AUDIENCE: mint({ payload: { aud: 'another-project' } }),
    CONFORMANCE_REJECTED_TOKEN_OTHER_KEY: mint({ key: createSigningKey() }),
  };
  return new Promise((settle) => {
    execFile(
      process.execPath,
      ['libs/toolkit/src/verify/main.ts', ...args],
      { env },
      (failure, output, error) => {
        settle({ code: Number(failure?.code ?? 0), output, error });
      },
    );
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'));
  const routes = await readApplication(ORDERS);
  await writeFile(join(folder, 'access.json'), renderAccessJson(routes));
  api = await startBehindGateway(configureGateway(routes), ORDERS);
  echo = await startEcho();
});

afterAll(async () => {
  await echo.close();
  await api.close();
  await rm(folder, { recursive: true });
});

const answerTo = (fact: string): string | undefined =>
  page
    .split('\n')
    .map((row) => row.split(/(?<!\\) \| /))
    .find(([first]) => first === `| ${fact}`)?.[1];

describe('npm run verify:aws, against the local gateway', () => {
  it('writes down what it was answered', async () => {
    const out = join(folder, 'VERIFIED.md');
    const access = join(folder, 'access.json');
    const args = ['--url', api.url, '--echo', echo.url, '--access', access, '--out', out, '--burst', '3'];
    const { code, output, error } = await verify(...args);
    expect({ code, error: error.split('\n').filter((line) => !line.startsWith('asking: ')) }).toEqual({
      code: 0,
      error: [''],
    });
    expect(output).toContain('responses are what the declarations say.');
    page = await readFile(out, 'utf8');
  });

  it.each([
    ['Responses that are what the declarations say', /^(\d+) of \1$/],
    ['The path of a route in another case', '404 by the gateway, {"message":"Not Found"}'],
    ['The path of a route with a slash at its end', '404 by the gateway, {"message":"Not Found"}'],
    ['The path of a route with a letter percent-encoded', '200 by the application'],
    ['Another method than the route has', '404 by the gateway, {"message":"Not Found"}'],
    ['HEAD on a GET route', '404: GET does not serve HEAD'],
    ['Challenge: no token', '401 by the gateway, {"message":"Unauthorized"}; WWW-Authenticate: Bearer'],
    [
      'Challenge of the token OTHER_AUDIENCE, which must be rejected',
      '401 by the gateway, {"message":"Unauthorized"}; WWW-Authenticate: Bearer scope="" error="invalid_token" ' +
        'error_description="the token does not have a valid audience"',
    ],
    [
      'Challenge where the scope is missing',
      '403 by the gateway, {"message":"Forbidden"}; no WWW-Authenticate',
    ],
    ['A token without the word Bearer', '401 by the application'],
    ['Headers that are too large', /^10240 bytes pass, 10500 bytes: 431 by the gateway/],
    [
      'A path that makes the method ARN longer than 1600 bytes, on a route with an authorizer',
      '414 by the gateway, {"message":"Request URI too long"}',
    ],
    ['Too many requests at once', '3 × 200 by the application'],
    ['Preflight of a public route', /^404 by the gateway/],
    [
      'Claims as the function is handed them',
      /^as Go prints them \(.*fraction, integer, integer beyond 2\^53, null, object, string\)$/,
    ],
    ['Scopes as the function is handed them, on a route that asks for none', 'null'],
    ['Whether /{proxy+} matches /', '200 by the application'],
    ['rawPath of /a%2Fb%20c%25d', '`/a/b c%d`'],
    ['Seconds after exp until the gateway rejects a token', '0, by the clock of this machine'],
  ])('answers: %s', (fact, answer) => {
    expect(answerTo(fact)).toEqual(typeof answer === 'string' ? answer : expect.stringMatching(answer));
  });

  it('says where and when', () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(page).toContain(`| HEAD on a GET route | 404: GET does not serve HEAD | local | ${today} |\n`);
  });

  it('holds no token and no address of the machine that asked', () => {
    expect(page).not.toMatch(/eyJ|127\.0\.0\.1|uid-user|user@example\.com/);
  });

  it('says what was not asked, and what it takes', async () => {
    const out = join(folder, 'VERIFIED.md');
    await verify('--url', api.url, '--access', join(folder, 'access.json'), '--out', out, '--wait', '1');
    page = await readFile(out, 'utf8');
    expect(answerTo('Too many requests at once')).toBe(
      'It takes --burst &lt;requests>, more than the stage lets through. |',
    );
    expect(answerTo('Whether /{proxy+} matches /')).toBe(
      'Deploy infra/verify/echo and give its address with --echo &lt;url>. |',
    );
    expect(answerTo('Seconds after exp until the gateway rejects a token')).toBe(
      'It takes a token that expires within 1 s, or --wait &lt;seconds> for one that lasts longer. |',
    );
  });

  it.each([
    [
      [],
      'npm run verify:aws -- --url <url> | --stage <stage> [--echo <url>] [--region <region>] [--wait <seconds>] [--burst <requests>]',
    ],
    [['--url', 'https://api.example.com/nest'], 'Say in which AWS region the API is: --region <region>.'],
  ])('ends with 2 and a sentence for the arguments %j', async (args, message) => {
    const { code, error } = await verify(...args);
    expect([code, error.split('\n')[0]]).toEqual([2, message]);
  });
});
