import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request as send, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { startProduct, type Product } from '../../../workbench/product/start-product.ts';

const run = promisify(execFile);
const COMPILER = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** What a team writes that takes a generator instead of our client, with the address of the document alone. */
const PROGRAM = `import createClient from 'openapi-fetch';
import type { paths } from './schema.ts';

const [, , address = '', token = ''] = process.argv;
const document = (await (await fetch(address)).json()) as { servers: [{ url: string }] };
const baseUrl = new URL(document.servers[0].url, address).href;
const client = createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${token}\` } });
const { data: health } = await client.GET('/manage/hc');
const { data: caller, response } = await client.GET('/users/whoami');
const status: string | undefined = health?.status;
console.log(JSON.stringify({ baseUrl, status, code: response.status, email: caller?.claims['email'] }));
`;

// The product is built, and the compiler on a busy machine takes its time.
jest.setTimeout(120_000);

let product: Product;
let proxies: Server[] = [];
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'generated-'));
  product = await startProduct();
});
afterAll(async () => {
  for (const proxy of proxies) proxy.close();
  await product?.close();
  rmSync(folder, { recursive: true });
});

/** A proxy that shows the API at a base path of its own, or at none, as a domain without a mapping key does. */
async function startProxy(base: string): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    const { method, headers, url = '' } = incoming;
    const path = `/nest${url.slice(base.length)}`;
    const forwarded = send({ port: product.port, host: 'localhost', method, headers, path }, (response) => {
      outgoing.writeHead(url.startsWith(`${base}/`) ? (response.statusCode ?? 500) : 404, response.headers);
      response.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  proxies = [...proxies, proxy];
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${base}`;
}

/** Generates the types from the document at an address, and compiles the program with them. */
async function generate(address: string): Promise<string> {
  const project = mkdtempSync(join(folder, 'project-'));
  const modules = join(project, 'node_modules');
  mkdirSync(modules);
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers'])
    symlinkSync(resolve('node_modules', name), join(modules, name), 'dir');
  mkdirSync(join(modules, '@types'));
  symlinkSync(resolve('node_modules/@types/node'), join(modules, '@types/node'), 'dir');
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  const document = (await (await fetch(address)).json()) as OpenAPI3;
  writeFileSync(join(project, 'schema.ts'), astToString(await openapiTS(document, { silent: true })));
  const program = join(project, 'program.ts');
  writeFileSync(program, PROGRAM);
  const options =
    '--noEmit --strict --skipLibCheck --target es2024 --module nodenext --allowImportingTsExtensions --types node';
  await run(process.execPath, [COMPILER, ...options.split(' '), program], { cwd: project }).catch(
    ({ stdout }: { stdout: string }) => {
      throw new Error(`It does not compile:\n${stdout}`);
    },
  );
  return program;
}

describe('a client that is generated from the document of the running API', () => {
  it.each<[string, () => Promise<string> | string]>([
    ['the stage in its path', () => `http://localhost:${product.port}/local`],
    ['a mapping key in its path', () => `http://localhost:${product.port}/nest`],
    ['no base path', () => startProxy('')],
    ['a base path of several segments', () => startProxy('/public/shop')],
  ])('has the base URL from it, and calls the API, with %s', async (_what, startView) => {
    const view = await startView();
    const address = `${view}/v1/openapi.json`;
    const program = await generate(address);
    const token = await product.tokenOf('user');
    const { stdout } = await run(process.execPath, [program, address, token]);
    expect(JSON.parse(stdout)).toEqual({
      baseUrl: `${view}/v1`,
      status: 'ok',
      code: 200,
      email: 'user@example.com',
    });
  });
});
