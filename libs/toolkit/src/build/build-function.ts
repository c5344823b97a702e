import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildFolder } from '../bundle/build-folder.ts';
import { createBundler, type BundleCaches, type Program } from '../bundle/bundle-program.ts';
import type { ModuleGraph } from '../bundle/module-graph.ts';
import type { BundleFile, Trial } from '../bundle/plan-files.ts';
import { KNOWN_OPTIMISATIONS } from '../bundle/optimisations/known-optimisations.ts';
import type { TrialProcess, TrialSample } from '../bundle/try-folder.ts';
import { assertSingleCopies } from './assert-single-copies.ts';
import { DEFERRED_BUILTINS } from './deferred-builtins.ts';
import { noteLimits } from './note-limits.ts';
import { replaceFolder } from './replace-folder.ts';

/** A function to be built. Paths are absolute. */
export type FunctionSource = Readonly<{
  /** Module that exports `handler`. */
  entry: string;
  /** Folder above everything it is made of. */
  root: string;
  /** Conditions of `exports` and `imports` besides Node's own. */
  conditions?: readonly string[];
  /** Packages that are there where the function runs. Default: the AWS SDK, which Lambda's runtime brings. */
  external?: readonly string[];
  /** Packages that lie beside the bundle as they were installed; those with compiled code always do. */
  kept?: readonly string[];
  tsconfig?: string;
  /** Expressions in the application's own modules that stand for a JSON value. */
  define?: Readonly<Record<string, string>>;
  /** Whether no optimisation is applied, not even a code cache. Default `false`. */
  isPlain?: boolean;
  /** What was read and written already, for functions that share packages. Default: nothing. */
  caches?: BundleCaches;
}>;

export type FunctionTarget = Readonly<{
  /** Folder that is exactly the content of the zip. It is replaced when all of it is there. */
  folder: string;
  /**
   * How the built program is tried, for its code cache and to lay its modules out. Without it there is no cache, and the modules
   * are laid out as they were the time before.
   */
  trial?: TrialProcess;
  /** What it is tried with. Default: nothing but its start. */
  samples?: readonly TrialSample[];
  /** Whether a debugger finds the application's sources from the scripts, which are larger then. Default `false`. */
  hasSourceMaps?: boolean;
  /** Puts further files into the folder. */
  addFiles?: (folder: string, built: BuiltFunction) => Promise<void>;
}>;

/** A function as it was built. */
export type BuiltFunction = Program &
  Readonly<{
    files: readonly BundleFile[];
    /** What of it cannot work on Lambda, a sentence for each. */
    notes: readonly string[];
  }>;

/** Packages that Lambda's runtime brings. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html */
const RUNTIME_PACKAGES = ['@aws-sdk/*', '@smithy/*'];

/**
 * Makes a function that builds, the second time only what has changed.
 *
 * @throws SourceError when a source cannot be read
 * @throws TrialError when the built program does not start
 */
export function createBuild(source: FunctionSource): (target: FunctionTarget) => Promise<BuiltFunction> {
  const { isPlain = false, external = RUNTIME_PACKAGES } = source;
  const bundle = createBundler({
    ...source,
    external,
    optimisations: isPlain ? [] : KNOWN_OPTIMISATIONS,
    hasMaps: true,
  });
  let layout: Layout | undefined;
  return async ({ folder, trial, samples = [], addFiles, hasSourceMaps = false }) => {
    const program = await bundle();
    assertSingleCopies([...program.written.keys()].map(({ path }) => path));
    return replaceFolder(folder, async (made) => {
      const maps = mkdtempSync(join(dirname(made), 'maps-'));
      const stackMap = join(maps, 'stack.json');
      const { files, ran } = await buildFolder(program, {
        folder: made,
        deferred: isPlain ? [] : DEFERRED_BUILTINS,
        undoesExposeGc: !isPlain,
        hasCodeCache: !isPlain,
        samples,
        hasSourceMaps,
        stackMap,
        ...(layout && { layout: toTrial(layout, program.graph) }),
        ...(trial && { trial: { ...trial, environment: { ...trial.environment, LAMBDA_TASK_ROOT: made } } }),
      });
      if (ran) layout = toLayout(ran, program.graph);
      writeFileSync(
        `${folder}.inputs.json`,
        JSON.stringify([...program.written.keys()].map(({ name }) => name)),
      );
      const built = { ...program, files, notes: noteLimits(program.written.keys()) };
      await addFiles?.(made, built);
      renameSync(stackMap, `${folder}.stack.json`);
      rmSync(maps, { recursive: true });
      return built;
    });
  };
}

/** What ran when, by the names of modules: their ids are others with every change. */
type Layout = Readonly<{ start: readonly string[]; samples: readonly (readonly string[])[] }>;

function toLayout({ start, samples }: Trial, { modules }: ModuleGraph): Layout {
  const names = new Map(modules.map(({ id, name }) => [id, name]));
  const namesOf = (ids: readonly number[]): readonly string[] => ids.flatMap((id) => names.get(id) ?? []);
  return { start: namesOf(start), samples: samples.map(namesOf) };
}

function toTrial({ start, samples }: Layout, { modules }: ModuleGraph): Trial {
  const ids = new Map(modules.map(({ id, name }) => [name, id]));
  const idsOf = (names: readonly string[]): readonly number[] => names.flatMap((name) => ids.get(name) ?? []);
  return { start: idsOf(start), samples: samples.map(idsOf) };
}
