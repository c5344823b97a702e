import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOMS } from '../rooms/order.ts';

type Manifest = {
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** Packages of others that a project of a team has of its own, at the versions that this repository has. */
const DEPENDENCIES = [
  '@nestjs/common',
  '@nestjs/config',
  '@nestjs/core',
  '@nestjs/platform-express',
  '@nestjs/swagger',
  'class-transformer',
  'class-validator',
  'firebase-admin',
  'reflect-metadata',
  'rxjs',
];
const DEV_DEPENDENCIES = [
  '@jest/globals',
  '@swc/core',
  '@swc/jest',
  '@types/express',
  '@types/node',
  'jest',
  'serverless',
  'typescript',
];
/** Packages that run nowhere but on a laptop and in a pipeline. */
const TOOLS = ['testing', 'toolkit', 'local'];
const UNUSED = new Set<string>(['client']);

/** Writes an application of one module as a team would have it, with the stack of this repository, into an empty folder. */
export function writeProject(folder: string, repository: string): void {
  cpSync(join(import.meta.dirname, 'project'), folder, { recursive: true });
  for (const file of globSync(
    '{serverless.yml,infra/*.yml,infra/{parameters,resources}/**/*,.env.development}',
    {
      cwd: repository,
    },
  )) {
    const text = readFileSync(join(repository, file), 'utf8');
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(
      join(folder, file),
      text.replace('./libs/toolkit/src/serverless/stack.plugin.ts', "'@lambda-nest/toolkit/serverless'"),
    );
  }
  const { version, dependencies, devDependencies } = JSON.parse(
    readFileSync(join(repository, 'package.json'), 'utf8'),
  ) as Manifest;
  const known = { ...dependencies, ...devDependencies };
  const ours = ROOMS.filter((room) => !UNUSED.has(room));
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, known[name] ?? '']));
  const packages = (rooms: readonly string[]) =>
    Object.fromEntries(rooms.map((room) => [`@lambda-nest/${room}`, version]));
  const manifest = {
    name: 'orders',
    version: '1.0.0',
    description: 'Orders',
    license: 'MIT',
    private: true,
    type: 'module',
    scripts: {
      budget: 'lambda-nest budget',
      build: 'lambda-nest build',
      check: 'tsc -p tsconfig.json && lambda-nest contract --check && lambda-nest budget',
      contract: 'lambda-nest contract',
      package: 'serverless package',
      start: 'lambda-nest-local start',
      test: 'NODE_OPTIONS="--experimental-vm-modules --disable-warning=ExperimentalWarning" jest',
    },
    dependencies: {
      ...packages(ours.filter((room) => !TOOLS.includes(room))),
      ...pick(DEPENDENCIES),
      express: installedVersion(repository, 'express'),
    },
    devDependencies: { ...packages(TOOLS), ...pick(DEV_DEPENDENCIES) },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Of a package that this repository has through others alone. */
function installedVersion(repository: string, name: string): string {
  const manifest = readFileSync(join(repository, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as Pick<Manifest, 'version'>).version;
}
