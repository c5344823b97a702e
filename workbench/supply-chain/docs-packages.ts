import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Packages whose files the docs pages load as they are (libs/toolkit/src/build/docs/read-packages.ts), with the source maps of these
 * files: each was bundled by its authors from packages that no lock file of ours knows.
 */
const DOCS_PACKAGES: Readonly<Record<string, { files: readonly string[]; maps: string }>> = {
  'swagger-ui-dist': { files: ['swagger-ui.css', 'swagger-ui-bundle.js'], maps: 'swagger-ui-bundle.js.map' },
  // The search runs in a worker, whose source is a text in the file.
  redoc: { files: ['bundles/redoc.standalone.js'], maps: 'bundles/{redoc.standalone,*.worker}.js.map' },
};

export type DocsPackage = Readonly<{
  name: string;
  /** Relative to the repository. */
  files: readonly string[];
  maps: readonly string[];
}>;

export function listDocsPackages(): readonly DocsPackage[] {
  return Object.entries(DOCS_PACKAGES).map(([name, { files, maps }]) => {
    const folder = relative(process.cwd(), dirname(require.resolve(`${name}/package.json`)));
    return {
      name,
      files: files.map((file) => join(folder, file)),
      maps: globSync(join(folder, maps)).toSorted(),
    };
  });
}
