import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { hashContract, STAMP_FILE, type Stamp } from '../../src/package/stamp.ts';
import { buildContext, buildHttpApiEvent } from '@lambda-nest/testing';

/** A quite different application: its own prefix and roles, no sign-in, no docs, a package of CommonJS, and a module with a controller of another. */
const FILES = {
  'function.config.ts': `import { defineFunction } from '../../libs/toolkit/src/index.ts';
    export default defineFunction({
      name: 'shop',
      contract: { documentBase: '/shop', throttled: { 'GET /shop/stock': { rate: 1, burst: 2 } } },
      samples: [{ path: '/shop/greetings/Ada' }, { path: '/shop/stock', roles: ['CLERKS'] }, { path: '/shop/parcels' }],
    });`,
  'src/lambda.ts': `import 'reflect-metadata';
    import { createApp, createLambda } from '@lambda-nest/application';
    import { AppModule } from './app.module.ts';
    export const handler = createLambda(await createApp(AppModule));`,
  'src/app.module.ts': `import { Controller, Get, Module, Param } from '@nestjs/common';
    import { greet } from 'greetings';
    import { ParcelsModule } from 'parcels';
    import { Public, Roles } from '@lambda-nest/access';
    @Controller('shop')
    class ShopController {
      @Public() @Get('greetings/:name') hello(@Param('name') name: string): { text: string } { return { text: greet(name) }; }
      @Roles('CLERKS' as never) @Get('stock') stock(): { count: number } { return { count: 3 }; }
    }
    @Module({ imports: [ParcelsModule], controllers: [ShopController] })
    export class AppModule {}`,
  'node_modules/greetings/package.json': '{"name":"greetings","version":"1.0.0","main":"index.js"}',
  'node_modules/greetings/index.js': "exports.greet = function greet(name) { return 'Hello ' + name; };",
  'node_modules/parcels/package.json': '{"name":"parcels","version":"1.0.0","main":"index.js"}',
  // As a compiler writes it: decorators are calls.
  'node_modules/parcels/index.js': `const { Controller, Get, Injectable, Module } = require('@nestjs/common');
    const { Public } = require('@lambda-nest/access');
    const decorate = (decorators, target, key) => {
      const descriptor = key && Object.getOwnPropertyDescriptor(target, key);
      for (const decorator of decorators.toReversed()) decorator(target, key, descriptor);
    };
    class ParcelsService { list() { return ['a parcel']; } }
    decorate([Injectable()], ParcelsService);
    class ParcelsController {
      constructor(parcels) { this.parcels = parcels; }
      list() { return this.parcels.list(); }
    }
    decorate([Public(), Get(), Reflect.metadata('design:returntype', Array)], ParcelsController.prototype, 'list');
    decorate([Controller('shop/parcels'), Reflect.metadata('design:paramtypes', [ParcelsService])], ParcelsController);
    class ParcelsModule {}
    decorate([Module({ controllers: [ParcelsController], providers: [ParcelsService] })], ParcelsModule);
    module.exports = { ParcelsModule };`,
};

let folder: string;

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

async function run(script: string, ...args: readonly string[]): Promise<{ output: string; code: number }> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...args], { env });
    return { output: stdout + stderr, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
    return { output: stdout + stderr, code };
  }
}

beforeAll(() => {
  mkdirSync('dist', { recursive: true });
  folder = relative('.', mkdtempSync('dist/another-'));
  write(FILES);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('another function', () => {
  it('is built into the folder that is named, and serves its own routes', async () => {
    const out = join(folder, 'out');
    expect(await run('libs/toolkit/src/build/main.ts', folder, '--out', out)).toEqual({
      output: expect.stringMatching(/^optimisations: \d+ applied, 0 skipped\n$/),
      code: 0,
    });
    const program = `
      const { handler } = await import(process.argv[1]);
      const [, , event, context] = process.argv;
      const { statusCode, body } = await handler(JSON.parse(event), { ...JSON.parse(context), getRemainingTimeInMillis: () => 9000 });
      process.stdout.write(statusCode + ' ' + body);
      process.exit();`;
    const event = JSON.stringify(buildHttpApiEvent({ path: '/shop/greetings/Ada' }));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        program,
        join(process.cwd(), out, 'lambda.mjs'),
        event,
        JSON.stringify(buildContext()),
      ],
      {
        env: {
          RUNTIME: 'LOCAL',
          LOG_LEVEL: 'silent',
          FIREBASE_PROJECT_ID: 'demo-shop',
          FIREBASE_APP_API_KEY: 'key',
          AWS_API_GW_STAGE_NAME: '$default',
          AWS_API_GW_MAPPING_KEY: 'nest',
          JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups',
        },
      },
    );
    expect(stdout).toBe('200 {"text":"Hello Ada"}');
    const stamp = JSON.parse(readFileSync(join(out, STAMP_FILE), 'utf8')) as Stamp;
    expect(stamp.contract).toBe(hashContract([]));
  }, 120_000);

  it('has a contract of its own, where its description says', async () => {
    expect(await run('libs/toolkit/src/contract/main.ts', folder)).toEqual({ output: '', code: 0 });
    const access = readFileSync(join(folder, 'generated/access.json'), 'utf8');
    const { routes } = JSON.parse(access) as { routes: { method: string; path: string; roles?: string[] }[] };
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /shop/greetings/{name}',
      'GET /shop/parcels',
      'GET /shop/stock',
    ]);
    const table = readFileSync(join(folder, 'ACCESS.md'), 'utf8');
    expect(table).toContain('role CLERKS');
    expect(table).toContain('[ParcelsController.list](node_modules/parcels/index.js)');
    expect(readFileSync(join(folder, 'generated/routes.yml'), 'utf8')).toContain('ThrottlingBurstLimit: 2');
    expect(await run('libs/toolkit/src/contract/main.ts', folder, '--check')).toEqual({
      output: '',
      code: 0,
    });
  }, 120_000);

  it('has an OpenAPI document that is linted', async () => {
    const { output, code } = await run('libs/toolkit/src/openapi/main.ts', folder);
    expect(output).toContain(`for ${folder}/released/openapi.json`);
    expect(code).toBe(0);
  }, 120_000);

  it('runs on a laptop, where its routes are proven', async () => {
    const env = { ...process.env, NODE_OPTIONS: '', PORT: '0', IDENTITY_PORT: '0' };
    const local = spawn(process.execPath, ['libs/local/src/main.ts', folder], { env });
    let said = '';
    for (const stream of [local.stdout, local.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    const ended = once(local, 'close');
    try {
      while (!said.includes('\nReady in ')) {
        if (local.exitCode !== null) throw new Error(`It did not start:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const [url = ''] = /http:\/\/localhost:\d+\/local/.exec(said) ?? [];
      expect(await (await fetch(`${url}/shop/parcels`)).json()).toEqual(['a parcel']);
      const { output, code } = await run(
        'libs/toolkit/src/conformance/main.ts',
        '--url',
        url,
        '--function',
        folder,
      );
      expect(output).toMatch(/^ok +GET \/shop\/stock +5 401 by the gateway$/m);
      expect(output).toContain('15 of 15 responses are what the declarations say.');
      expect(code).toBe(0);
    } finally {
      local.kill('SIGINT');
      await ended;
    }
  }, 240_000);

  it.each([
    ['rate: 0.5', /throttled must say of GET .+ whole numbers from 1 to 99999, rate \(requests a second\)/],
    ['rate: 0', /throttled must say of GET .+ whole numbers from 1 to 99999, rate \(requests a second\)/],
  ])(
    'has no contract with a limit of %s',
    async (limit, said) => {
      const config = FILES['function.config.ts'].replace(/rate: \d+/, limit);
      expect(config).toContain(limit);
      write({ 'function.config.ts': config });
      const { output, code } = await run('libs/toolkit/src/contract/main.ts', folder, '--check');
      expect(output).toMatch(said);
      expect(code).toBe(1);
      write(FILES);
    },
    120_000,
  );

  it('has no contract with a limit of what is no route', async () => {
    const config = FILES['function.config.ts'].replace(/throttled: \{ '[^']+'/, "throttled: { 'GET /none'");
    write({ 'function.config.ts': config });
    const { output, code } = await run('libs/toolkit/src/contract/main.ts', folder, '--check');
    expect(output).toContain('throttled in function.config.ts limits GET /none, which is no route.');
    expect(code).toBe(1);
    write(FILES);
  }, 120_000);

  it('is held to its budget', async () => {
    const { output, code } = await run('libs/toolkit/src/budget/main.ts', folder);
    expect(output).toMatch(/^zip bytes \d+ of 5242880, /);
    expect(code).toBe(0);
  }, 120_000);

  it('is not built when a sample has another status than it must have', async () => {
    const config = FILES['function.config.ts'].replace("['CLERKS']", "['OTHERS']");
    write({ 'function.config.ts': config });
    expect(await run('libs/toolkit/src/build/main.ts', folder, '--out', join(folder, 'failed'))).toEqual({
      output: expect.stringMatching(
        /^The sample GET \/shop\/stock was replied to with 403 instead of 200\.\nChange the samples/,
      ),
      code: 1,
    });
    write(FILES);
  }, 120_000);

  it.each([
    ['libs', 'libs has no function.config.ts. Name the folder of a function, or write one:'],
    ['nowhere', 'nowhere has no function.config.ts.'],
  ])(
    'is told of when there is none: %s',
    async (name, said) => {
      const { output, code } = await run('libs/toolkit/src/build/main.ts', name);
      expect(output.startsWith(said)).toBe(true);
      expect(code).toBe(1);
    },
    60_000,
  );
});
