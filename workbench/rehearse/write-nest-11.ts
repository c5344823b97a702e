import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NEST = '11.2.10';

/** Rooms whose packages work on Nest 11 too. */
const ROOMS = ['access', 'identity', 'input', 'log', 'problem'];

/** At the versions that this repository has. */
const SAME = [
  '@types/node',
  'class-transformer',
  'class-validator',
  'reflect-metadata',
  'rxjs',
  'typescript',
];

type Manifest = Readonly<{
  version: string;
  dependencies: Readonly<Record<string, string>>;
  devDependencies: Readonly<Record<string, string>>;
}>;

/** Writes an application of Nest 11, in CommonJS as `nest new` wrote those, into an empty folder. */
export function writeNest11(folder: string, repository: string): void {
  cpSync(join(import.meta.dirname, 'nest-11'), folder, { recursive: true });
  const { version, dependencies, devDependencies } = JSON.parse(
    readFileSync(join(repository, 'package.json'), 'utf8'),
  ) as Manifest;
  const known = { ...dependencies, ...devDependencies };
  const manifest = {
    name: 'orders-of-nest-11',
    private: true,
    scripts: { build: 'tsc', start: 'node dist/main.js' },
    dependencies: {
      ...Object.fromEntries(['common', 'core', 'platform-express'].map((name) => [`@nestjs/${name}`, NEST])),
      ...Object.fromEntries(ROOMS.map((room) => [`@lambda-nest/${room}`, version])),
      ...Object.fromEntries(SAME.map((name) => [name, known[name]])),
    },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
