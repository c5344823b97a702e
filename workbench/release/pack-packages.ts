/** `npm run pack`: every package as it would be published, an archive each in dist/packages. Nothing is published. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { buildPackage } from '../../libs/toolkit/src/client/build-package.ts';
import { bundleEmulators } from './bundle-emulators.ts';

const OUT = 'dist/packages';
const COMPILED = join(OUT, 'compiled');

type Manifest = {
  name: string;
  version: string;
  exports: Record<string, unknown>;
  bin?: Record<string, string>;
  [field: string]: unknown;
};

/**
 * Compiles the rooms of `libs`, lays each out as it is published, and packs it.
 *
 * @returns the archives, in the order of their names
 * @throws Error with what the compiler or npm says
 */
export async function packPackages(): Promise<readonly string[]> {
  rmSync(OUT, { recursive: true, force: true });
  compile();
  buildPackage();
  await bundleEmulators(join(OUT, 'local/emulator'));
  const rooms = readdirSync('libs').filter((room) => existsSync(`libs/${room}/package.json`));
  return rooms.map((room) => {
    const folder = room === 'client' ? `libs/${room}` : layOut(room);
    const options = ['pack', '--json', '--ignore-scripts', '--pack-destination', resolve(OUT)];
    const [{ filename }] = JSON.parse(
      execFileSync('npm', options, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    ) as [{ filename: string }];
    return join(OUT, filename);
  });
}

const isPublished = (file: string): boolean =>
  !/\.(?:e2e-|long-)?spec\.ts$|\/fixtures\/|\/src\/page\//.test(file);

function compile(): void {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const files = globSync('libs/*/src/**/*.ts').filter(
    (file) => isPublished(file) && !file.startsWith('libs/client/'),
  );
  const program = ts.createProgram(files, {
    ...options,
    noEmit: false,
    declaration: true,
    outDir: resolve(COMPILED),
    rootDir: resolve('.'),
  });
  // Imports in the methods of decorated classes, which TypeScript leaves as they are.
  const { before } = createRequire(import.meta.url)('../../libs/toolkit/src/build/rewrite-imports.cjs') as {
    before: () => ts.TransformerFactory<ts.SourceFile>;
  };
  const { diagnostics } = program.emit(undefined, undefined, undefined, false, { before: [before()] });
  const all = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (all.length > 0) throw new Error(ts.formatDiagnostics(all, ts.createCompilerHost(options)));
}

function layOut(room: string): string {
  const folder = join(OUT, room);
  mkdirSync(folder, { recursive: true });
  cpSync(join(COMPILED, 'libs', room, 'src'), join(folder, 'dist'), { recursive: true });
  // What is read and never compiled: rules, scripts of another process, and pages.
  for (const file of globSync(`libs/${room}/src/**/*.{mjs,cjs,yml,html,css,svg,json}`, {
    exclude: (path) => path === 'fixtures',
  })) {
    copy(file, join(folder, relative(`libs/${room}`, file).replace(/^src\/(?!page\/)/, 'dist/')));
  }
  for (const file of globSync(`libs/${room}/src/page/*.ts`))
    copy(file, join(folder, relative(`libs/${room}`, file)));
  if (room === 'toolkit') copyStack(folder);
  copy('LICENSE', join(folder, 'LICENSE'));
  copy(`libs/${room}/README.md`, join(folder, 'README.md'));
  if (existsSync(`libs/${room}/CHANGELOG.md`))
    copy(`libs/${room}/CHANGELOG.md`, join(folder, 'CHANGELOG.md'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(toPublished(room), null, 2)}\n`);
  return folder;
}

/** The YAML of the stack, which serverless.yml of other projects refers to. */
function copyStack(folder: string): void {
  const files = globSync('infra/{*.yml,resources/*.yml,parameters/default.yml}');
  for (const file of files) copy(file, join(folder, file));
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

const compiled = (path: string): string => path.replace('./src/', './dist/').replace(/\.ts$/, '.js');

/** Its entries are TypeScript in this repository, and what that was compiled to where it is installed. */
function toPublished(room: string): Manifest {
  const manifest = JSON.parse(readFileSync(`libs/${room}/package.json`, 'utf8')) as Manifest;
  const exports = Object.entries(manifest.exports).map(([entry, path]) => {
    if (typeof path !== 'string') return [entry, path];
    if (!path.endsWith('.ts')) return [entry, compiled(path)];
    return [entry, { types: compiled(path).replace(/\.js$/, '.d.ts'), default: compiled(path) }];
  });
  const bin = Object.entries(manifest.bin ?? {}).map(([name, path]) => [name, compiled(path)]);
  return {
    ...manifest,
    ...(bin.length > 0 && { bin: Object.fromEntries(bin) as Record<string, string> }),
    exports: Object.fromEntries(exports) as Record<string, unknown>,
    publishConfig: { access: 'public', provenance: true },
  };
}
