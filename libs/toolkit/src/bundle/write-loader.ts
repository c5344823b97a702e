import { extname, join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

const FOLDER = join(import.meta.dirname, 'loader');
/** TypeScript here, JavaScript where the package is installed. */
const ENDING = extname(import.meta.filename);

/** Writes what Lambda imports, `lambda.mjs`, and what it loads when it is needed. */
export async function writeLoader(folder: string, settings: LoaderSettings): Promise<void> {
  const options = {
    bundle: true,
    minify: true,
    // Node shows the whole line that an error was thrown on.
    lineLimit: 160,
    keepNames: false,
    platform: 'node',
    target: 'node24',
    define: {
      __UNDO_EXPOSE_GC__: JSON.stringify(settings.undoesExposeGc),
    },
  } as const satisfies BuildOptions;
  await Promise.all([
    build({
      ...options,
      entryPoints: [join(FOLDER, `lambda${ENDING}`)],
      outfile: join(folder, 'lambda.mjs'),
      format: 'esm',
    }),
    ...['lookup', 'map-stack'].map((name) =>
      build({
        ...options,
        entryPoints: [join(FOLDER, `${name}${ENDING}`)],
        outfile: join(folder, `${name}.cjs`),
        format: 'cjs',
      }),
    ),
  ]);
}

export type LoaderSettings = Readonly<{
  /** Whether the flag `--expose-gc` is taken back at start, see loader/undo-expose-gc.ts. */
  undoesExposeGc: boolean;
}>;
