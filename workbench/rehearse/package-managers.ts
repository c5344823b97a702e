import { join } from 'node:path';

/** How a package manager is asked for what a rehearsal needs; commands run in the folder of the project. */
export type PackageManager = Readonly<{
  name: string;
  /** Files that the project has because of it. */
  files: (registry: string) => Readonly<Record<string, string>>;
  install: readonly string[];
  /** Runs a script of package.json. */
  run: (script: string) => readonly string[];
}>;

const BIN = join(import.meta.dirname, 'node_modules/.bin');
const pnpm = join(BIN, 'pnpm');
const yarn = join(BIN, 'yarn');

export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  {
    name: 'npm',
    files: (registry) => ({ '.npmrc': `registry=${registry}\n` }),
    install: ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'],
    run: (script) => ['npm', 'run', script],
  },
  {
    name: 'pnpm',
    // Its default layout: a package finds what it names, and nothing else.
    files: (registry) => ({
      '.npmrc': `registry=${registry}\n`,
      'pnpm-workspace.yaml': 'packages: []\nstrictDepBuilds: false\nminimumReleaseAge: 0\n',
    }),
    install: [pnpm, 'install', '--reporter=append-only'],
    run: (script) => [pnpm, 'run', script],
  },
  {
    name: 'yarn',
    files: (registry) => ({
      '.yarnrc.yml': `nodeLinker: node-modules\nnpmRegistryServer: "${registry}"\nunsafeHttpWhitelist: ["127.0.0.1"]\nenableScripts: false\nglobalFolder: .yarn/global\nenableImmutableInstalls: false\nenableTelemetry: false\nnpmMinimalAgeGate: 0\n`,
      'yarn.lock': '',
    }),
    install: [yarn, 'install'],
    run: (script) => [yarn, 'run', script],
  },
];
