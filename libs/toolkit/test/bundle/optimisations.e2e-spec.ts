import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createBundler } from '../../src/bundle/bundle-program.ts';
import { KNOWN_OPTIMISATIONS } from '../../src/bundle/optimisations/known-optimisations.ts';
import type { Optimisation } from '../../src/bundle/optimisations/optimisation.ts';

const require = createRequire(import.meta.url);

const find = (name: string): Optimisation => {
  const found = KNOWN_OPTIMISATIONS.find((one) => one.name === name);
  if (!found) throw new Error(`There is no optimisation ${name}.`);
  return found;
};

/** Runs a module that stands in for another one. */
function standIn(name: string, specifier: string): Record<string, unknown> {
  const redirect = find(name).redirects?.find((one) => one.specifier === specifier);
  const module = { exports: {} };
  new Function('module', 'exports', 'require', redirect?.module ?? 'throw new Error()')(
    module,
    module.exports,
    require,
  );
  return module.exports;
}

describe('the known optimisations', () => {
  it('have names of their own, and say why they are there and what they save', () => {
    const names = KNOWN_OPTIMISATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, why, saves } of KNOWN_OPTIMISATIONS) {
      expect(name).toMatch(/^[a-z][a-z0-9-]+$/);
      expect([why, saves].every((text) => text.length > 10)).toBe(true);
    }
  });

  it('change the text of packages in ten places at most, and none of Express or of Nest’s router and guards', () => {
    const edits = KNOWN_OPTIMISATIONS.flatMap(({ package: owner, edits = [] }) =>
      edits.map(({ file }) => `${owner}/${file}`),
    );
    expect(edits.length).toBeLessThanOrEqual(10);
    expect(
      edits.filter((file) => /express\/|\/router\/|guards/.test(file) && !file.startsWith('@codegenie')),
    ).toEqual([]);
  });
});

describe('the module in the place of mime-types', () => {
  const types = require('mime-types') as Record<
    'charset' | 'contentType' | 'extension' | 'lookup',
    (text: unknown) => unknown
  >;
  const other = standIn('express-later', 'mime-types') as typeof types;

  it.each([
    'application/json',
    'text/html',
    'text/plain',
    'text/csv',
    'application/problem+json',
    'image/png',
    'text/html; charset=latin1',
    'application/json; charset=utf-8',
    'json',
    '.html',
    'a/b.txt',
    'nothing-known',
    '',
    ' text/html',
    'TEXT/HTML',
  ])('says the same of %j', (text) => {
    for (const name of ['charset', 'contentType', 'extension', 'lookup'] as const) {
      expect([name, other[name](text)]).toEqual([name, types[name](text)]);
    }
  });
});

describe('the module in the place of proxy-addr', () => {
  const real = require('proxy-addr') as {
    compile: (trusted: unknown) => (address: string, hop: number) => boolean;
  };
  const other = standIn('express-later', 'proxy-addr') as unknown as typeof real;

  it.each([[[]], [['loopback']], [['10.0.0.0/8']]])('trusts the same of %j', (trusted) => {
    for (const address of ['127.0.0.1', '10.1.2.3', '203.0.113.7']) {
      expect(other.compile(trusted)(address, 0)).toBe(real.compile(trusted)(address, 0));
    }
  });
});

describe('the module in the place of path-to-regexp', () => {
  type Match = (
    path: unknown,
    options: object,
  ) => (input: string) => false | { path: string; params: object };
  const real = require('path-to-regexp') as { match: Match };
  const other = standIn('router-later', 'path-to-regexp') as { match: Match };
  const toPath = (segments: readonly string[]): string => `/${segments.join('/')}`;
  const template = fc
    .array(fc.constantFrom('a', 'B', 'a.b', ':id', ':other', '*rest', '{opt}', 'v:n', ''), { maxLength: 4 })
    .map(toPath);
  const input = fc.array(fc.constantFrom('a', 'b', 'A', 'a.b', '%41', '7', ''), { maxLength: 4 }).map(toPath);
  const options = fc.record(
    { sensitive: fc.boolean(), end: fc.boolean(), trailing: fc.boolean() },
    { requiredKeys: [] },
  );

  /** What a matcher finds, or that there is none to be had. */
  function attempt({ match }: { match: Match }, path: string, chosen: object, given: string): unknown {
    let matcher: ReturnType<Match>;
    try {
      matcher = match(path, chosen);
    } catch (error) {
      return (error as Error).constructor.name;
    }
    const found = matcher(given);
    return found && { path: found.path, params: { ...found.params } };
  }

  it('matches what the original matches, and rejects the same templates as early', () => {
    fc.assert(
      fc.property(template, options, input, (path, chosen, given) => {
        expect(attempt(other, path, chosen, given)).toEqual(attempt(real, path, chosen, given));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a build', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'optimisations-')));
    write('package.json', '{ "type": "module" }');
    write('entry.js', `import { one } from 'edited'; export const handler = () => one;`);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  function install(version: string, text: string): void {
    write(
      'node_modules/edited/package.json',
      JSON.stringify({ name: 'edited', version, type: 'module', exports: './index.js' }),
    );
    write('node_modules/edited/index.js', text);
  }

  const optimisation: Optimisation = {
    name: 'edited-faster',
    why: 'It is slow.',
    saves: 'a second',
    package: 'edited',
    range: '^1.0.0',
    edits: [{ file: 'index.js', find: "'slow'", replace: "'$& fast'" }],
  };
  const build = (...optimisations: Optimisation[]) =>
    createBundler({ entry: join(root, 'entry.js'), root, optimisations, hasMaps: false })();

  it('applies one that fits, dollar signs and all', async () => {
    install('1.2.3', `export const one = 'slow';`);
    const { optimisations, written } = await build(optimisation);
    expect(optimisations).toEqual({ applied: ['edited-faster'], skipped: [] });
    expect([...written.values()].map(({ code }) => code).join()).toContain('$& fast');
  });

  it.each([
    {
      what: 'another version',
      version: '2.0.0',
      text: `export const one = 'slow';`,
      reason: 'edited 2.0.0 is not ^1.0.0',
    },
    {
      what: 'another text',
      version: '1.0.1',
      text: 'export const one = 1;',
      reason: 'edited 1.0.1 has its text 0 times in index.js, expected once',
    },
    {
      what: 'the text twice',
      version: '1.0.1',
      text: `export const one = 'slow' + 'slow';`,
      reason: 'edited 1.0.1 has its text 2 times in index.js, expected once',
    },
  ])('skips one where the package has $what, and builds without it', async ({ version, text, reason }) => {
    install(version, text);
    const { optimisations, written } = await build(optimisation);
    expect(optimisations).toEqual({ applied: [], skipped: [{ name: 'edited-faster', reason }] });
    expect([...written.values()].map(({ code }) => code).join()).not.toContain('fast');
  });

  it('says nothing of one whose package is not in the program', async () => {
    write('entry.js', 'export const handler = () => 1;');
    expect((await build(optimisation)).optimisations).toEqual({ applied: [], skipped: [] });
  });

  it('takes the whole of @nestjs/swagger where its run-time half is used, and a stub where only decorators are', async () => {
    cpSync(
      'node_modules/@nestjs/swagger/package.json',
      join(root, 'node_modules/@nestjs/swagger/package.json'),
    );
    write(
      'node_modules/@nestjs/swagger/dist/index.js',
      'export const ApiTags = () => {}; export const getSchemaPath = () => 1; globalThis.whole = 1;',
    );
    const codeOf = async (source: string): Promise<string> => {
      write('entry.js', source);
      const { written } = await build(find('swagger-decorators'));
      return [...written.values()].map(({ code }) => code).join();
    };
    expect(
      await codeOf(`import { ApiTags } from '@nestjs/swagger'; export const handler = () => ApiTags();`),
    ).not.toContain('whole');
    expect(
      await codeOf(
        `import { ApiTags, getSchemaPath } from '@nestjs/swagger'; export const handler = () => [ApiTags(), getSchemaPath()];`,
      ),
    ).toContain('whole');
    expect(
      await codeOf(`import * as all from '@nestjs/swagger'; export const handler = () => all;`),
    ).toContain('whole');
    expect(await codeOf(`export const handler = () => import('@nestjs/swagger');`)).toContain('whole');
  });
});
