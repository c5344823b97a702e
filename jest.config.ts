import { readFileSync } from 'node:fs';
import type { Config } from 'jest';
import { IN_PROCESS } from './workbench/bundled-specs/in-process.ts';
import { mapModules } from './libs/toolkit/src/jest/map-modules.ts';

const tsconfig = JSON.parse(readFileSync(new URL('tsconfig.json', import.meta.url), 'utf8')) as object;

const sources = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: mapModules(tsconfig),
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/workbench/rehearse/project/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/workbench/bench/dist/', '<rootDir>/.serverless/'],
} as const;

/** The same specs of the API once more, each bundled together with the application as `npm run build` bundles that. */
const bundles = {
  ...sources,
  displayName: 'bundle',
  globalSetup: '<rootDir>/workbench/bundled-specs/start-builder.ts',
  transform: { '\\.e2e-spec\\.ts$': '<rootDir>/workbench/bundled-specs/spec-transformer.ts' },
  testMatch: ['<rootDir>/apps/api/test/**/*.e2e-spec.ts'],
  testPathIgnorePatterns: [
    ...sources.testPathIgnorePatterns,
    ...Object.keys(IN_PROCESS).map((file) => `/apps/api/test/${file}$`),
  ],
} as const;

/** Specs of what lies in some folders. Those that end in `.long-spec.ts` run by `npm run test:long`. */
const specsIn = (displayName: string, folders: string): object => ({
  ...sources,
  displayName,
  testMatch: [`<rootDir>/${folders}/**/*.{spec,e2e-spec}.ts`],
});

const config = {
  projects: [
    specsIn('packages', 'libs'),
    specsIn('apps', '{apps,infra}'),
    specsIn('workbench', 'workbench'),
    bundles,
  ],
  testTimeout: 60_000,
  // Modules that a spec imports are never collected in the process that ran it (--experimental-vm-modules): processes of their own
  // are replaced when they have grown. One process for all specs would need more than Node's heap takes.
  // Three, on two cores too: specs wait for processes, clocks and their bundles.
  maxWorkers: 3,
  workerIdleMemoryLimit: '1200MB',
} as unknown as Config;

export default config;
