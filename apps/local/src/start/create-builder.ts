import { join } from 'node:path';
import { createBuildProcess } from './build-process.ts';
import { createScripts } from './run-script.ts';

export type BuildResult = { ok: boolean; output: string };

export type Builder = {
  /** Directory of the bundle. */
  taskRoot: string;
  build(): Promise<BuildResult>;
  /** Ends a build that is under way. */
  close(): void;
};

export type BuildOptions = {
  /** The repository. */
  root: string;
  /** Entry of the bundle, relative to it. */
  entry: string;
  /** File of the root module, relative to it. */
  module: string;
};

/** Where a build leaves the access table of what it built, relative to the repository: never stale, never committed. */
export const BUILT_TABLE = 'dist/local/infra/generated/access.json';

/** Builds as `npm run build` does, and reads the routes from the code as `npm run contract` does, side by side. */
export function createBuilder({ root, entry, module }: BuildOptions): Builder {
  const scripts = createScripts(root);
  const builds = createBuildProcess(root, entry);
  let isFirst = true;
  return {
    taskRoot: join(root, 'dist/lambda'),
    async build() {
      // The first is what is deployed, to the byte. Those that follow an edit are wanted soon.
      const hasCodeCache = isFirst;
      isFirst = false;
      const [bundle, table] = await Promise.all([
        builds.build({ hasCodeCache }),
        scripts.run(['infra/contract/main.ts', '--entry', module, '--out', join(root, 'dist/local')]),
      ]);
      // What cannot be bundled cannot be read either: once is enough to be told so.
      const failed = [bundle, table].find(({ ok }) => !ok);
      return { ok: !failed, output: failed?.output ?? '' };
    },
    close() {
      builds.close();
      scripts.close();
    },
  };
}
