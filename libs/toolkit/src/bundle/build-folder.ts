import type { Program } from './bundle-program.ts';
import { copyFiles } from './copy-files.ts';
import { planFiles, type BundleFile } from './plan-files.ts';
import { tryFolder, type TrialProcess } from './try-folder.ts';
import { writeLookup, writeScripts } from './write-bundle.ts';
import { writeLoader } from './write-loader.ts';

export type FolderOptions = Readonly<{
  /** Where to write; it has to be there and empty. */
  folder: string;
  /** Node's modules that are loaded when they are first used, without `node:`. */
  deferred: readonly string[];
  /** Whether the flag `--expose-gc` is taken back at start. */
  undoesExposeGc: boolean;
  /** Process in which the program is tried; without it no code cache is made, and modules are laid as they are imported. */
  trial?: TrialProcess;
  /** Events that it is tried with. */
  events?: readonly unknown[];
  /** Whether code caches are written. */
  hasCodeCache: boolean;
}>;

/** What was written. */
export type BuiltFolder = Readonly<{ files: readonly BundleFile[] }>;

/** Writes a program into a folder: its scripts, the loader that Lambda imports, and code caches. */
export async function buildFolder(program: Program, options: FolderOptions): Promise<BuiltFolder> {
  const { folder, deferred, undoesExposeGc, trial, events = [], hasCodeCache } = options;
  const { graph, written } = program;
  writeLookup(folder, graph);
  copyFiles(graph, folder);
  const write = (files: readonly BundleFile[]): void =>
    writeScripts(folder, files, written, { entry: graph.entry.id, deferred });
  await writeLoader(folder, { undoesExposeGc });
  const whole = planFiles(graph.modules, { start: graph.modules.map(({ id }) => id), samples: [] });
  write(whole);
  if (!trial) return { files: whole };
  const order = { folder, undoesExposeGc, events };
  const { trial: ran } = await tryFolder({ ...order, writesCache: false }, trial);
  const files = planFiles(graph.modules, ran);
  write(files);
  if (hasCodeCache) await tryFolder({ ...order, writesCache: true }, trial);
  return { files };
}
