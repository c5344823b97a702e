import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createBuild } from '../../src/build/build-function.ts';
import type { FunctionSource } from '../../src/build/build-function.ts';
import { stackMapper, type StackMap } from '../../src/bundle/loader/map-stack.ts';

let root: string;
let out: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'function-')));
  out = join(root, 'dist', 'orders');
  write('package.json', '{ "type": "module" }');
  write('src/entry.ts', SOUND);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const SOUND = `
import { total, type Item } from './total.js';

type Order = Readonly<{ items: readonly Item[] }>;

export const handler = async (event: Order) => ({ total: total(event.items), crypto: (await import('node:crypto')).createHash('sha256').update('').digest('hex').length });
`;
const TOTAL = `
export type Item = { price: number };

export function total(items: readonly Item[]): number {
  if (items.length === 0) throw new RangeError('An order has items.');
  return items.reduce((sum, { price }) => sum + price, 0);
}
`;

const build = (source: Partial<FunctionSource> = {}) =>
  createBuild({ entry: join(root, 'src/entry.ts'), root, ...source });
const EVENT = { items: [{ price: 1 }, { price: 2 }] };
const TRIAL = {
  trial: { flags: ['--expose-gc'], environment: {} },
  samples: [{ name: 'an event', event: EVENT }],
};

/** Calls the built function in a process of its own, and tells what came of it. */
async function call(event: object, env: NodeJS.ProcessEnv = {}): Promise<Record<string, unknown>> {
  const script = `
    const { handler } = await import(process.argv[1]);
    const state = globalThis[Symbol.for('code-cache')];
    const mapStack = globalThis[Symbol.for('map-stack')];
    const result = await handler(JSON.parse(process.argv[2])).catch((error) => ({ stack: mapStack(error.stack), raw: error.stack }));
    console.log(JSON.stringify({ state, ...result }));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', script, join(out, 'lambda.mjs'), JSON.stringify(event)],
    { env: { ...env } },
  );
  return JSON.parse(stdout) as Record<string, unknown>;
}

const readOut = (): Record<string, string> =>
  Object.fromEntries(readdirSync(out).map((file) => [file, readFileSync(join(out, file), 'latin1')]));

describe('a function that is built', () => {
  beforeEach(() => write('src/total.ts', TOTAL));

  it('replies, with its code cache, without, and with one that V8 rejects', async () => {
    await build()({ folder: out, ...TRIAL });
    const cache = join(out, 'start.js.cache');
    const reply = { total: 3, crypto: 64 };
    expect(await call(EVENT)).toEqual({ state: 'accepted', ...reply });
    const content = readFileSync(cache);
    // The version that V8 writes into it.
    content.writeUInt32LE(1, 4);
    writeFileSync(cache, content);
    expect(await call(EVENT)).toEqual({ state: 'rejected', ...reply });
    rmSync(cache);
    expect(await call(EVENT)).toEqual({ state: 'absent', ...reply });
  });

  it('replies the same when nothing is optimised', async () => {
    await build({ isPlain: true })({ folder: out, ...TRIAL });
    expect(await call(EVENT)).toEqual({ state: 'absent', total: 3, crypto: 64 });
    expect(Object.keys(readOut()).filter((file) => file.endsWith('.cache'))).toEqual([]);
  });

  it('has the same bytes each time, and none of the machine’s paths', async () => {
    await build()({ folder: out, ...TRIAL });
    const first = readOut();
    await build()({ folder: out, ...TRIAL });
    expect(readOut()).toEqual(first);
    expect(Object.entries(first).filter(([, text]) => text.includes(root))).toEqual([]);
  });

  it('takes in what changed, and nothing else, when it is built again', async () => {
    const again = build();
    await again({ folder: out });
    write('src/total.ts', TOTAL.replace('sum + price', 'sum * price'));
    await again({ folder: out });
    expect(await call(EVENT)).toMatchObject({ total: 0 });
  });

  it('tells file and line of the sources in the stack of an error', async () => {
    const { stack, raw } = await (async () => {
      await build()({ folder: out, ...TRIAL });
      return call({ items: [] });
    })();
    expect(stack).toMatch(
      /RangeError: An order has items\.\n {4}at total \(src\/total\.ts:5:33\)\n {4}at .*handler \(src\/entry\.ts:6:\d+\)/,
    );
    const beside = JSON.parse(readFileSync(`${out}.stack.json`, 'utf8')) as StackMap;
    expect(stackMapper(beside)(String(raw))).toContain('at total (src/total.ts:5:33)');
  });

  it('finds packages of the runtime where Lambda has them', async () => {
    write('layer/@aws-sdk/client-x/package.json', '{ "name": "@aws-sdk/client-x", "main": "index.js" }');
    write('layer/@aws-sdk/client-x/index.js', 'exports.Client = class { name = "from the runtime"; };');
    write(
      'src/entry.ts',
      `import { Client } from '@aws-sdk/client-x'; export const handler = async () => ({ name: new Client().name, again: (await import('@aws-sdk/client-x')).Client === Client });`,
    );
    await build()({ folder: out });
    expect(await call({}, { NODE_PATH: join(root, 'layer') })).toMatchObject({
      name: 'from the runtime',
      again: true,
    });
  });

  it('compiles the decorators and types of TypeScript, as an ES module or as CommonJS', async () => {
    const source = `
      const seen: unknown[] = [];
      const note = (...given: unknown[]) => { seen.push(Reflect.getMetadata?.('design:paramtypes', given[0] as object) ?? typeof given[1]); };
      class Price {}
      class Order { @note price?: Price; constructor(readonly items: string[]) {} @note pay(price: Price): void { void price; } }
      export const handler = async () => ({ seen, name: Order.name });`;
    write('src/entry.ts', source);
    await build()({ folder: out });
    expect(await call({})).toMatchObject({ seen: ['string', 'string'], name: 'Order' });
    write('package.json', '{ "type": "commonjs" }');
    write('src/total.cts', `import path = require('node:path'); export = { joined: path.join('a', 'b') };`);
    write(
      'src/entry.cts',
      `import total = require('./total.cjs'); export const handler = async () => total;`,
    );
    await build({ entry: join(root, 'src/entry.cts') })({ folder: out });
    expect(await call({})).toMatchObject({ joined: 'a/b' });
  });
});

describe('a build that fails', () => {
  const failure = (promise: Promise<unknown>): Promise<Error> =>
    promise.then(
      () => new Error('It did not fail.'),
      (error: Error) => error,
    );

  beforeEach(async () => {
    write('src/total.ts', TOTAL);
    await build()({ folder: out });
  });

  it.each([
    {
      what: 'a syntax error',
      path: 'src/total.ts',
      text: 'export const total = {;\n',
      said: /Unexpected token `;`[^]*src\/total\.ts:1:1/,
    },
    {
      what: 'a file that is not there',
      path: 'src/entry.ts',
      text: `import { a } from './missing.js'; export const handler = () => a;`,
      said: /^src\/entry\.ts imports \.\/missing\.js, which is not there\. Look at its path\.$/,
    },
    {
      what: 'a package that is not installed',
      path: 'src/entry.ts',
      text: `import a from 'no-such-package'; export const handler = () => a;`,
      said: /^src\/entry\.ts imports no-such-package, which is not installed\. Install it, or name it as external in the function's description\.$/,
    },
    {
      what: 'an error at start',
      path: 'src/entry.ts',
      text: `throw new TypeError('Not today.'); export const handler = () => 1;`,
      said: /^The built program does not start\.\nTypeError: Not today\.\n {4}at src\/entry\.ts:1:7/,
    },
  ])('says in a few lines that there is $what, and leaves what was built', async ({ path, text, said }) => {
    const before = readOut();
    write(path, text);
    const { message } = await failure(build()({ folder: out, ...TRIAL }));
    expect(message).toMatch(said);
    expect(message.split('\n').length).toBeLessThan(20);
    expect(readOut()).toEqual(before);
    expect(readdirSync(dirname(out)).toSorted()).toEqual([
      'orders',
      'orders.inputs.json',
      'orders.stack.json',
    ]);
  });

  it('does not mind a file of a package that is not JavaScript, which nothing runs', async () => {
    write('node_modules/odd/package.json', '{ "name": "odd", "main": "index.js" }');
    write('node_modules/odd/index.js', `exports.odd = 1; exports.never = () => require('./template.js');`);
    write('node_modules/odd/template.js', 'export const <%= name %> = 1;');
    write('src/entry.ts', `import odd from 'odd'; export const handler = async () => ({ odd: odd.odd });`);
    await build()({ folder: out });
    expect(await call({})).toMatchObject({ odd: 1 });
  });
});

describe('a package', () => {
  /** Where nothing of the repository or of the machine is found. */
  const alone = { NODE_PATH: '' };
  const package_ = (name: string, files: Readonly<Record<string, string>>, facts: object = {}): void => {
    write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js', ...facts }),
    );
    for (const [path, text] of Object.entries(files)) write(`node_modules/${name}/${path}`, text);
  };
  /** Builds, and takes away what it was built of. */
  const buildAlone = async (source: Partial<FunctionSource> = {}): Promise<void> => {
    await build(source)({ folder: out });
    rmSync(join(root, 'node_modules'), { recursive: true });
  };

  it('with compiled code lies beside the bundle as it was installed, with all that it needs', async () => {
    package_(
      'native',
      {
        'index.js': `const helper = require('helper'); module.exports = [helper, require('fs').readdirSync(__dirname).sort()];`,
        'binding.gyp': '{}',
      },
      { dependencies: { helper: '1' }, optionalDependencies: { 'other-platform': '1' } },
    );
    package_('native/node_modules/helper', { 'index.js': `module.exports = 'nested';` });
    package_('helper', { 'index.js': `module.exports = 'flat';` });
    write(
      'src/entry.ts',
      `import native from 'native'; import helper from 'helper'; export const handler = async () => ({ native, helper });`,
    );
    await buildAlone();
    expect(await call({}, alone)).toMatchObject({
      native: ['nested', ['binding.gyp', 'index.js', 'package.json']],
      helper: 'flat',
    });
  });

  it('lies there too when it loads the compiled code of another one', async () => {
    package_('loader', {
      'index.js': `exports.load = () => require('compiled/it.node'); exports.lies = __filename;`,
    });
    package_('compiled', { 'it.node': 'no code' });
    write('src/entry.ts', `import { lies } from 'loader'; export const handler = async () => ({ lies });`);
    await buildAlone();
    expect(await call({}, alone)).toMatchObject({ lies: join(out, 'node_modules/loader/index.js') });
  });

  it('lies there too when the function’s description says so', async () => {
    package_('odd', { 'index.js': `exports.lies = __filename;` });
    write(
      'src/entry.ts',
      `import { lies } from 'odd'; export const handler = async () => ({ lies, again: (await import('odd')).lies });`,
    );
    await buildAlone({ kept: ['odd'] });
    const lies = join(out, 'node_modules/odd/index.js');
    expect(await call({}, alone)).toMatchObject({ lies, again: lies });
  });

  it('finds the driver that the application has chosen, by a name that only the running program knows', async () => {
    write('package.json', JSON.stringify({ type: 'module', dependencies: { mapper: '1', driver: '1' } }));
    package_(
      'mapper',
      { 'index.js': `exports.connect = (name) => require(name).connect();` },
      { peerDependenciesMeta: { driver: { optional: true }, other: { optional: true } } },
    );
    package_('driver', { 'index.js': `exports.connect = () => 'connected';` });
    write(
      'src/entry.ts',
      `import { connect } from 'mapper'; export const handler = async () => ({ connected: connect('driver') });`,
    );
    await buildAlone();
    expect(await call({}, alone)).toMatchObject({ connected: 'connected' });
  });

  it('finds the files that it names beside itself', async () => {
    package_('views', {
      'index.js': `const path = require('path'), fs = require('fs'); exports.read = (name) => [fs.readFileSync(path.join(__dirname, 'views', name), 'utf8'), fs.readFileSync(__dirname + '/one.txt', 'utf8'), fs.readFileSync(\`\${__dirname}/deep/two.txt\`, 'utf8')];`,
      'views/a.html': 'a',
      'one.txt': 'one',
      'deep/two.txt': 'two',
      'unused.txt': 'unused',
    });
    write('src/mail/hello.txt', 'hello');
    write(
      'src/entry.ts',
      `import { readFileSync } from 'node:fs'; import { join } from 'node:path'; import { read } from 'views'; import { mail } from './mail/mail.js'; export const handler = async () => ({ views: read('a.html'), mail });`,
    );
    write(
      'src/mail/mail.ts',
      `import { readFileSync } from 'node:fs'; import { join } from 'node:path'; export const mail = readFileSync(join(import.meta.dirname, 'hello.txt'), 'utf8');`,
    );
    await buildAlone();
    expect(await call({}, alone)).toMatchObject({ views: ['a', 'one', 'two'], mail: 'hello' });
    expect(readdirSync(join(out, 'node_modules/views')).toSorted()).toEqual(['deep', 'one.txt', 'views']);
  });
});
