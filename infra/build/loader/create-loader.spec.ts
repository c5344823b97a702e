import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Script } from 'node:vm';
import { createLoader, type Loader, type LoaderOptions } from './create-loader.ts';

let folder: string;
beforeEach(() => {
  folder = `${mkdtempSync(join(tmpdir(), 'loader-'))}/`;
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, modules: Readonly<Record<string, string>>): void => {
  const members = Object.entries(modules).map(
    ([name, body]) =>
      `${JSON.stringify(name)}: ${body.includes('await') ? 'async ' : ''}function (module, exports, require, url) {${body}}`,
  );
  writeFileSync(folder + file, `({${members.join(',')}})`);
};

const start = (options: Partial<LoaderOptions> = {}): Loader =>
  createLoader({
    folder,
    url: pathToFileURL(`${folder}lambda.mjs`).href,
    deferred: new Set(['zlib']),
    ...options,
  });

describe('createLoader', () => {
  it('runs modules of one script and of others, each once', () => {
    write('start.js', {
      'a.js': 'exports.count = require("./b.js").next() + require("./b.js").next();',
      'b.js': 'let count = 0; exports.next = () => (count += require("./later.js").step);',
    });
    write('later.js', { 'later.js': 'module.exports = { step: 10 };' });
    const loader = start();
    loader.compile('start.js');
    expect(loader.load('a.js')).toEqual({ count: 30 });
    expect(loader.load('later.js')).toBe(loader.load('later.js'));
  });

  it('gives a promise of what a module exports that awaits', async () => {
    write('start.js', {
      'entry.js': 'exports.handler = await new Promise((done) => setTimeout(done, 5, "ready"));',
    });
    const loader = start();
    loader.compile('start.js');
    expect(await loader.load('entry.js')).toEqual({ handler: 'ready' });
  });

  it('shows another folder than it reads from when told to', () => {
    write('start.js', { 'fails.js': 'throw new Error("no");' });
    const loader = start({ shownFolder: '/var/task/' });
    loader.compile('start.js');
    const stackOf = (): string => {
      try {
        return String(loader.load('fails.js'));
      } catch (error) {
        return (error as Error).stack ?? '';
      }
    };
    expect(stackOf()).toContain('/var/task/start.js:');
    expect(stackOf()).not.toContain(folder);
  });

  it('runs a module again that threw', () => {
    write('start.js', {
      'fails.js': 'require.runs = (require.runs ?? 0) + 1; throw new Error(`run ${require.runs}`);',
    });
    const loader = start();
    loader.compile('start.js');
    expect(() => loader.load('fails.js')).toThrow('run 1');
    expect(() => loader.load('fails.js')).toThrow('run 2');
  });

  it('gives builtins, deferred ones included, and packages from where the bundle lies', () => {
    write('start.js', {
      'a.js': `exports.join = require('node:path').join('a', 'b');
               exports.crc = require('node:zlib').crc32('hello');
               exports.url = url;
               try { require('not-installed') } catch (error) { exports.code = error.code }`,
    });
    const loader = start();
    loader.compile('start.js');
    expect(loader.load('a.js')).toEqual({
      join: 'a/b',
      crc: 907060870,
      url: pathToFileURL(`${folder}lambda.mjs`).href,
      code: 'MODULE_NOT_FOUND',
    });
  });

  describe('with a code cache', () => {
    const BODY = { 'a.js': 'exports.sum = [1, 2, 3].reduce((a, b) => a + b);' };
    const scripts = new Map<string, Script>();
    beforeEach(() => {
      write('start.js', BODY);
      // Elsewhere: of a script it has just compiled, V8 would not ask for the cache.
      mkdirSync(`${folder}made`);
      write('made/start.js', BODY);
      const maker = start({
        folder: `${folder}made/`,
        onScript: (file, script) => scripts.set(file, script),
      });
      maker.compile('start.js');
      maker.load('a.js');
    });

    const writeCache = (change: (cache: Buffer) => void = () => {}): void => {
      const cache = scripts.get('start.js')?.createCachedData() ?? Buffer.alloc(0);
      change(cache);
      writeFileSync(`${folder}start.js.cache`, cache);
    };

    it.each([
      { state: 'absent', prepare: () => {} },
      { state: 'accepted', prepare: () => writeCache() },
      { state: 'refused', prepare: () => writeCache((cache) => cache.writeUInt32LE(1, 4)) },
      { state: 'refused', prepare: () => writeFileSync(`${folder}start.js.cache`, '') },
    ])('says $state and runs alike', ({ state, prepare }) => {
      prepare();
      const loader = start();
      loader.compile('start.js');
      expect(loader.cacheState()).toBe(state);
      expect(loader.load('a.js')).toEqual({ sum: 6 });
    });
  });
});
