import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { renderNotices } from './render-notices.ts';
import {
  assertEmulatorVersion,
  readEmulatorVersion,
} from '../../libs/local/src/identity/emulator-version.ts';

const SOURCE = 'libs/local/emulator';
/** Where DynamoDB keeps its tables; partly native. */
const LEVELDB = join(SOURCE, 'node_modules/classic-level');

/** Its native halves, of which one is chosen at run time; the other platforms have no Node 24. */
const PLATFORMS = ['darwin-x64+arm64', 'linux-arm64', 'linux-x64', 'win32-x64'];

/** Bundled ES modules that were CommonJS ask for Node's own modules by `require`. */
const REQUIRE = `import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);`;

/** Operations that are required by a computed name without `.js`, under which a bundler keeps them. */
const nameOperations: Plugin = {
  name: 'name-operations',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dynalite[\\/]index\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replaceAll(
        /require\(('\.\/(?:actions|validations)\/' \+ \w+)\)/g,
        "require($1 + '.js')",
      );
      if (contents === source) throw new Error(`${path} requires its operations in another way.`);
      return { contents };
    });
  },
};

/**
 * Makes of each file of `libs/local/emulator` one of the same name that holds the code of every package that it reaches, and a file
 * with their licences: what is installed runs as it is, with no package, script or native build of theirs.
 *
 * @param folder where they are written
 * @throws CannotStart when the pinned release of firebase-tools is not installed
 * @throws Error for a package whose licence does not allow it, or that has none in its files
 */
export async function bundleEmulators(folder: string): Promise<void> {
  assertEmulatorVersion(readEmulatorVersion());
  mkdirSync(folder, { recursive: true });
  const files = (
    await Promise.all(globSync(`${SOURCE}/*.{cjs,mjs}`).map((entry) => bundle(entry, folder)))
  ).flat();
  for (const platform of PLATFORMS)
    cpSync(join(LEVELDB, 'prebuilds', platform), join(folder, 'prebuilds', platform), {
      recursive: true,
    });
  writeFileSync(
    join(folder, 'LICENSES.txt'),
    renderNotices(files, [join(LEVELDB, 'deps/leveldb/leveldb-1.20'), join(LEVELDB, 'deps/snappy/snappy')]),
  );
}

/** @returns the files whose code is in it */
async function bundle(entry: string, folder: string): Promise<readonly string[]> {
  const isModule = entry.endsWith('.mjs');
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: join(folder, basename(entry)),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: isModule ? 'esm' : 'cjs',
    ...(isModule && { banner: { js: REQUIRE } }),
    // Names stay: the emulator's errors and classes are told by them.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    plugins: [nameOperations],
    metafile: true,
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs);
}
