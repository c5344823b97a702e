import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { SCRIPTS } from '@lambda-nest/toolkit/scripts';
import { createBuildFolders } from './build-folders.ts';
import { createBuildProcess } from './build-process.ts';
import { createScripts } from './run-script.ts';

export type Build = {
  /** Directory of the bundle. */
  taskRoot: string;
  /** Directories of the bundles of functions that add routes to its API, by their names. */
  others?: Readonly<Record<string, string>>;
  /** File of the access table of what was built. */
  table: string;
};

export type BuildResult = ({ ok: true } & Build) | { ok: false; output: string };

export type Builder = {
  build(): Promise<BuildResult>;
  /** Removes a bundle that nothing runs from any more. */
  remove(taskRoot: string): void;
  /** Ends a build that is under way, and removes all bundles. */
  close(): void;
};

export type BuildOptions = {
  /** The repository. */
  root: string;
  /** Folder of the function, with a function.config.ts, relative to it. */
  folder: string;
  /** Functions that add routes to its API, by their names; their folders relative to the repository. Default: none. */
  others?: Readonly<Record<string, string>>;
  /** What builds and what reads the routes, by path. Default: those of the toolkit. */
  scripts?: Readonly<{ serveBuilds: string; contract: string }>;
  /** Where builds go, relative to it. Default `dist/local`; builders of one process need one each. */
  out?: string;
  /** Whether a debugger reads the bundle. Default `false`. */
  hasSourceMaps?: boolean;
};

/** Folder of the function's own bundle in that of a build. */
const OWN = 'function';

/** That of another function's bundle: no name of a function makes it that of another, or one in which the contract writes. */
const folderOf = (name: string): string => `${OWN}-${name}`;

/** Builds as `npm run build` does, and reads the routes from the code as `npm run contract` does, side by side. */
export function createBuilder({
  root,
  folder: name,
  others = {},
  scripts: chosen = SCRIPTS,
  out = 'dist/local',
  hasSourceMaps = false,
}: BuildOptions): Builder {
  const scripts = createScripts(root);
  const builds = [
    [OWN, name],
    ...Object.entries(others).map(([other, source]) => [folderOf(other), source]),
  ].map(([key = '', folder = '']) => ({
    key,
    process: createBuildProcess(root, chosen.serveBuilds, folder),
  }));
  const folders = createBuildFolders(join(root, out));
  let isFirst = true;
  return {
    async build() {
      // The first is what is deployed, to the byte. Those that follow an edit are wanted soon.
      const hasCodeCache = isFirst && !hasSourceMaps;
      isFirst = false;
      const folder = folders.next();
      const [table, ...bundles] = await Promise.all([
        scripts.run([chosen.contract, '--out', folder, name]),
        ...builds.map(({ key, process }) =>
          process.build({
            folder: join(folder, key),
            hasCodeCache,
            ...(hasSourceMaps && { hasSourceMaps }),
          }),
        ),
      ]);
      // What cannot be bundled cannot be read either: once is enough to be told so.
      const failed = [...bundles, table].find(({ ok }) => !ok);
      if (failed) {
        folders.remove(folder);
        return { ok: false, output: failed.output };
      }
      const roots = Object.keys(others).map((other) => [other, join(folder, folderOf(other))]);
      return {
        ok: true,
        taskRoot: join(folder, OWN),
        ...(roots.length > 0 && { others: Object.fromEntries(roots) as Record<string, string> }),
        table: findTable(folder),
      };
    },
    remove(taskRoot) {
      const folder = join(taskRoot, '..');
      folders.remove(taskRoot);
      // The functions of one build do not end at the same moment.
      if (builds.every(({ key }) => !existsSync(join(folder, key)))) folders.remove(folder);
    },
    close() {
      for (const { process } of builds) process.close();
      scripts.close();
      folders.close();
    },
  };
}

/** The function says where its access table is written, below the folder of the build. */
function findTable(folder: string): string {
  const [table] = globSync('**/access.json', { cwd: folder, exclude: [OWN, folderOf('*')] });
  if (table === undefined) throw new Error(`The contract wrote no access table into ${folder}.`);
  return join(folder, table);
}
