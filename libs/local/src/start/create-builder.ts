import { globSync } from 'node:fs';
import { join } from 'node:path';
import { SCRIPTS } from '@lambda-nest/toolkit/scripts';
import { createBuildFolders } from './build-folders.ts';
import { createBuildProcess } from './build-process.ts';
import { createScripts } from './run-script.ts';

export type Build = {
  /** Directory of the bundle. */
  taskRoot: string;
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
  /** What builds and what reads the routes, by path. Default: those of the toolkit. */
  scripts?: Readonly<{ serveBuilds: string; contract: string }>;
  /** Where builds go, relative to it. Default `dist/local`; builders of one process need one each. */
  out?: string;
  /** Whether a debugger reads the bundle. Default `false`. */
  hasSourceMaps?: boolean;
};

/** Builds as `npm run build` does, and reads the routes from the code as `npm run contract` does, side by side. */
export function createBuilder({
  root,
  folder: name,
  scripts: chosen = SCRIPTS,
  out = 'dist/local',
  hasSourceMaps = false,
}: BuildOptions): Builder {
  const scripts = createScripts(root);
  const builds = createBuildProcess(root, chosen.serveBuilds, name);
  const folders = createBuildFolders(join(root, out));
  let isFirst = true;
  return {
    async build() {
      // The first is what is deployed, to the byte. Those that follow an edit are wanted soon.
      const hasCodeCache = isFirst && !hasSourceMaps;
      isFirst = false;
      const folder = folders.next();
      const taskRoot = join(folder, 'function');
      const [bundle, table] = await Promise.all([
        builds.build({ folder: taskRoot, hasCodeCache, ...(hasSourceMaps && { hasSourceMaps }) }),
        scripts.run([chosen.contract, '--out', folder, name]),
      ]);
      // What cannot be bundled cannot be read either: once is enough to be told so.
      const failed = [bundle, table].find(({ ok }) => !ok);
      if (!failed) return { ok: true, taskRoot, table: findTable(folder) };
      folders.remove(folder);
      return { ok: false, output: failed.output };
    },
    remove: (taskRoot) => folders.remove(join(taskRoot, '..')),
    close() {
      builds.close();
      scripts.close();
      folders.close();
    },
  };
}

/** The function says where its access table is written, below the folder of the build. */
function findTable(folder: string): string {
  const [table] = globSync('**/access.json', { cwd: folder, exclude: ['function'] });
  if (table === undefined) throw new Error(`The contract wrote no access table into ${folder}.`);
  return join(folder, table);
}
