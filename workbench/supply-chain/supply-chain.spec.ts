import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findLicenceViolations } from './find-licence-violations.ts';
import { readComponents } from './read-components.ts';
import { renderLicences } from './render-licences.ts';

type Manifest = {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
};
type Lock = {
  packages: Record<
    string,
    {
      hasInstallScript?: boolean;
      integrity?: string;
      resolved?: string;
      link?: boolean;
      inBundle?: boolean;
      optionalDependencies?: Record<string, string>;
    }
  >;
};

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const manifest = read<Manifest>('package.json');
const installed = Object.entries(read<Lock>('package-lock.json').packages).filter(([path]) => path !== '');

describe('the install', () => {
  it('has a reviewed answer for every package that brings an install script, and runs none', () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    const names = new Set(scripted.map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
    expect(Object.keys(manifest.allowScripts).toSorted()).toEqual([...names].toSorted());
    expect(Object.values(manifest.allowScripts)).not.toContain(true);
  });

  it('stops at a script without one', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^strict-allow-scripts=true$/m);
  });

  it('takes every package from the registry, with its integrity', () => {
    const loose = installed.filter(([path, { integrity, resolved, link, inBundle }]) => {
      // The packages of this repository: a folder of libs, and the link by which it is found.
      if (/^(?:libs|examples)\/[a-z]+$/.test(link ? (resolved ?? '') : path)) return false;
      const isElsewhere = resolved !== undefined && !resolved.startsWith('https://');
      return isElsewhere || (integrity === undefined && !inBundle);
    });
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('names every version exactly', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const vague = versions.filter(
      ([, version]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(vague).toEqual([]);
  });
});

// npm drops from a lock file what the registry lacks for another platform, and `npm ci` then rejects the lock file.
describe.each(
  globSync('{package-lock.json,{libs,workbench}/**/package-lock.json}', {
    exclude: (path) => path === 'node_modules',
  }),
)('%s', (file) => {
  it('has an entry for every optional dependency', () => {
    const { packages } = read<Lock>(file);
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !foldersAbove(path).some((folder) => `${folder}node_modules/${name}` in packages))
        .map((name) => `${path} > ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

/** Where Node looks for what a package imports: in itself, and in each package that it is nested in. */
function foldersAbove(path: string): readonly string[] {
  const at = path.lastIndexOf('/node_modules/');
  const own = path === '' ? '' : `${path}/`;
  return path === '' ? [own] : [own, ...foldersAbove(at < 0 ? '' : path.slice(0, at))];
}

describe('npm run sbom', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['GPL-3.0 OR MIT', true],
    ['MIT AND ISC', true],
    ['MIT AND GPL-3.0', false],
    ['AGPL-3.0', false],
    ['SEE LICENSE IN x', false],
    ['', false],
  ])('has %j under a permissive licence: %s', (licence, isFine) => {
    expect(findLicenceViolations([{ name: 'a', version: '1.0.0', licence, inside: [] }])).toHaveLength(
      isFine ? 0 : 1,
    );
  });

  it('says what to do about a licence', () => {
    const [violation] = findLicenceViolations([{ name: 'a', version: '1.0.0', licence: '', inside: [] }]);
    expect(violation).toBe(
      'a@1.0.0 has the licence none. Replace it, or add the licence to find-licence-violations.ts after reading it.',
    );
  });

  it('reads every way in which a licence is named, and what is inside', () => {
    const components = [
      { name: 'b', version: '1.0.0', licenses: [{ license: { id: 'MIT' } }, { license: { name: 'Own' } }] },
      {
        name: 'a',
        version: '2.0.0',
        licenses: [{ expression: 'MIT OR ISC' }],
        components: [{ name: 'c', version: '3.0.0' }, { name: 'd' }],
      },
    ];
    const read = readComponents({ components });
    expect(read.map(({ name, licence, inside }) => [name, licence, inside])).toEqual([
      ['a', 'MIT OR ISC', ['c@3.0.0', 'd']],
      ['b', 'MIT AND Own', []],
    ]);
    expect(renderLicences(read)).toContain('| a | 2.0.0 | MIT OR ISC |\n| b | 1.0.0 | MIT AND Own |');
    expect(renderLicences(read)).toContain('## Inside a 2.0.0\n');
    expect(renderLicences(read)).toContain('c@3.0.0, d\n');
  });
});
