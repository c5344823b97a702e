import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ENVIRONMENT_READERS } from './environment-readers.ts';
import { ROOMS } from './order.ts';
import { findEnvironmentUses } from './find-environment-uses.ts';
import { readImports } from './read-imports.ts';

type Manifest = {
  name: string;
  exports: Record<string, unknown>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
};

const manifestOf = (room: string): Manifest =>
  JSON.parse(readFileSync(`libs/${room}/package.json`, 'utf8')) as Manifest;
const isTest = (path: string): boolean =>
  /\.(?:e2e-|long-|rehearsal-)?spec\.ts$|\/fixtures\/|\/test\//.test(path);
const sourcesOf = (folder: string): readonly string[] =>
  globSync(`${folder}/**/*.ts`, { exclude: (path) => path === 'node_modules' || path === 'page' }).filter(
    (path) => !isTest(path),
  );
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
const isNamed = (specifier: string): boolean => !specifier.startsWith('.') && !isBuiltin(specifier);
// What `nest g library` makes is no package.
const existing = readdirSync('libs').filter((room) => existsSync(`libs/${room}/package.json`));

describe('the rooms', () => {
  it('are all in the order', () => {
    expect(existing.filter((room) => !ROOMS.some((name) => name === room))).toEqual([]);
  });
});

describe.each(ROOMS.filter((room) => existing.includes(room)))('libs/%s', (room) => {
  const imports = sourcesOf(`libs/${room}/src`).flatMap((file) =>
    readImports(file).map((one) => ({ file, ...one })),
  );
  const { dependencies = {}, peerDependencies = {} } = manifestOf(room);

  it('is a package of its name', () => {
    expect(manifestOf(room).name).toBe(`@lambda-nest/${room}`);
  });

  it('reaches no file outside of itself', () => {
    const outside = imports.filter(
      ({ file, specifier }) =>
        specifier.startsWith('.') && !normalize(join(dirname(file), specifier)).startsWith(`libs/${room}/`),
    );
    expect(outside).toEqual([]);
  });

  it('imports no test file', () => {
    const tests = imports.filter(
      ({ file, specifier }) => specifier.startsWith('.') && isTest(join(dirname(file), specifier)),
    );
    expect(tests).toEqual([]);
  });

  it('imports rooms before it, by what they export', () => {
    const earlier = ROOMS.slice(0, ROOMS.indexOf(room));
    const wrong = imports.filter(({ specifier }) => {
      const [, name, ...rest] = /^@lambda-nest\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
      if (name === undefined) return false;
      const entry = rest[0] === undefined ? '.' : `./${rest[0]}`;
      return !earlier.some((one) => one === name) || !(entry in manifestOf(name).exports);
    });
    expect(wrong).toEqual([]);
  });

  it('has every package that it imports among its dependencies', () => {
    const known = { ...dependencies, ...peerDependencies };
    const phantom = imports.filter(
      ({ specifier, isType }) =>
        isNamed(specifier) &&
        !(packageOf(specifier) in known) &&
        !(isType && `@types/${packageOf(specifier).replace('@', '').replace('/', '__')}` in known),
    );
    expect(phantom).toEqual([]);
  });
});

describe('the environment of the process', () => {
  const sources = existing.flatMap((room) =>
    globSync(`libs/${room}/src/**/*.{ts,mts,mjs,cjs}`, {
      exclude: (path) => path === 'node_modules' || path === 'page' || path === 'generated',
    }).filter((path) => !isTest(path)),
  );
  const readers = sources.filter((file) => findEnvironmentUses(file).length > 0);

  it('is looked at by programs, and by the files that say why they must', () => {
    const found = readers.filter((file) => !file.endsWith('/main.ts'));
    expect(found.toSorted()).toEqual(Object.keys(ENVIRONMENT_READERS).toSorted());
  });
});

/** Whether a test file may import a path outside of its room. What tests of several rooms need is in workbench, insides included. */
const isAllowed = (path: string): boolean => path.startsWith('workbench/');

describe.each(globSync(['libs/*', 'apps/*', 'examples/*']))('tests of %s', (room) => {
  const files = globSync(`${room}/**/*.ts`, {
    exclude: (path) => path === 'node_modules' || path === 'dist',
  }).filter(isTest);
  const imports = files.flatMap((file) => readImports(file).map((one) => ({ file, ...one })));

  it('import other rooms by what these export', () => {
    const inside = imports.filter(({ file, specifier }) => {
      const path = normalize(join(dirname(file), specifier));
      return specifier.startsWith('.') && !path.startsWith(`${room}/`) && !isAllowed(path);
    });
    expect(inside).toEqual([]);
  });

  it('import entries that packages have', () => {
    const unknown = imports.filter(({ specifier }) => {
      const [, name, ...rest] = /^@lambda-nest\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
      if (name === undefined) return false;
      return !((rest[0] === undefined ? '.' : `./${rest[0]}`) in manifestOf(name).exports);
    });
    expect(unknown).toEqual([]);
  });
});

describe('apps', () => {
  it('import packages by their entries, and nothing else outside of themselves', () => {
    const wrong = globSync('apps/*').flatMap((app) =>
      sourcesOf(app).flatMap((file) =>
        readImports(file).filter(
          ({ specifier }) =>
            specifier.startsWith('.') && !normalize(join(dirname(file), specifier)).startsWith(`${app}/`),
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('tsconfig.json', () => {
  // By them the compiler takes the packages for sources of the project: `nest build` writes them out too.
  it('names the source of every entry of every package', () => {
    const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as {
      compilerOptions: { paths: Record<string, readonly string[]> };
    };
    const entries = ROOMS.filter((room) => existing.includes(room) && room !== 'client').flatMap((room) =>
      Object.entries(manifestOf(room).exports).flatMap(([entry, file]) =>
        typeof file === 'string' && file.endsWith('.ts')
          ? [[`@lambda-nest/${room}${entry.slice(1)}`, [`./libs/${room}${file.slice(1)}`]] as const]
          : [],
      ),
    );
    expect(compilerOptions.paths).toEqual(Object.fromEntries(entries));
  });
});
