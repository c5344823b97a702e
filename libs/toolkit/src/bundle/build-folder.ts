import { join } from 'node:path';
import type { Program } from './bundle-program.ts';
import { copyFiles } from './copy-files.ts';
import { copyPackages } from './kept-packages.ts';
import { inlineSourceMap } from './inline-source-map.ts';
import { planFiles, type BundleFile, type Trial } from './plan-files.ts';
import { tryFolder, type TrialProcess, type TrialSample } from './try-folder.ts';
import { writeLookup, writeScripts } from './write-bundle.ts';
import { writeStackMaps } from './write-stack-map.ts';
import { writeLoader } from './write-loader.ts';

export type FolderOptions = Readonly<{
  /** Where to write; it has to be there and empty. */
  folder: string;
  /** Node's modules that are loaded when they are first used, without `node:`. */
  deferred: readonly string[];
  /** Whether the flag `--expose-gc` is taken back at start. */
  undoesExposeGc: boolean;
  /** Process in which the program is tried; without it no code cache is made. */
  trial?: TrialProcess;
  /** How modules are laid out where the program is not tried. Default: all in the script that is compiled at start. */
  layout?: Trial;
  /** What it is tried with. */
  samples?: readonly TrialSample[];
  /** Whether code caches are written. */
  hasCodeCache: boolean;
  /** Whether scripts say where the application's own code comes from, for a debugger. Default `false`. */
  hasSourceMaps?: boolean;
  /** File beside the folder that tells where all of its text comes from; none for no such file. */
  stackMap?: string;
}>;

/** What was written. */
export type BuiltFolder = Readonly<{
  files: readonly BundleFile[];
  /** What ran when the program was tried. */
  ran?: Trial;
}>;

/** Writes a program into a folder: its scripts, the loader that Lambda imports, and code caches. */
export async function buildFolder(program: Program, options: FolderOptions): Promise<BuiltFolder> {
  const {
    folder,
    deferred,
    undoesExposeGc,
    trial,
    samples = [],
    hasCodeCache,
    hasSourceMaps = false,
  } = options;
  const { graph, written } = program;
  writeLookup(folder, graph, written);
  const modules = [...written.keys()];
  copyFiles(modules, folder);
  copyPackages(program.kept, folder);
  const write = (files: readonly BundleFile[]): void => {
    writeScripts(folder, files, written, {
      entry: graph.entry.id,
      deferred,
      ...(hasSourceMaps && { append: (some) => inlineSourceMap(some, written) }),
    });
    writeStackMaps(program, files, { inside: join(folder, 'stack.json'), beside: options.stackMap });
  };
  await writeLoader(folder, { undoesExposeGc });
  const all: Trial = { start: modules.map(({ id }) => id), samples: [] };
  const first = planFiles(modules, trial ? all : (options.layout ?? all));
  write(first);
  if (!trial) return { files: first };
  const order = { folder, undoesExposeGc, samples };
  const { trial: ran } = await tryFolder({ ...order, writesCache: false }, trial);
  const files = planFiles(modules, ran);
  write(files);
  if (hasCodeCache) await tryFolder({ ...order, writesCache: true }, trial);
  return { files, ran };
}
