import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { DEBUG, EXPRESS, ICONV } from './edits/express.edits.ts';
import { GROWTH, SCANNED } from './edits/growth.edits.ts';
import { OLD_FUNCTIONS } from './edits/memory.edits.ts';
import { INHERITED_METADATA, METADATA } from './edits/metadata.edits.ts';
import { MIME } from './edits/mime.edits.ts';
import { ICU, NEST } from './edits/nest.edits.ts';
import { editSource, type SourceEdit } from './edits/source-edit.ts';

export const SOURCE_EDITS: readonly SourceEdit[] = [
  ...EXPRESS,
  ...ICONV,
  ...DEBUG,
  ...ICU,
  ...MIME,
  ...NEST,
  ...GROWTH,
  ...SCANNED,
  ...METADATA,
  ...INHERITED_METADATA,
  ...OLD_FUNCTIONS,
];

/** Files that are edited and not in the bundle: an edit that changes nothing. Packages may have a file in several forms. */
export function findUnbundled(
  inputs: readonly string[],
  edits: readonly SourceEdit[] = SOURCE_EDITS,
): string[] {
  const bundled = new Set(inputs.map((path) => path.split('node_modules/').at(-1)));
  return [...new Set(edits.map(({ file }) => file))].filter((file) => !bundled.has(file));
}

/** Applies the edits to the packages this project depends on itself, not to other versions nested in other packages. */
export const editSources: Plugin = {
  name: 'edit-sources',
  setup(build) {
    build.onLoad({ filter: /node_modules\/.*\.js$/ }, async ({ path }) => {
      const [, file, nested] = path.split('node_modules/');
      const edits = nested === undefined ? SOURCE_EDITS.filter((edit) => edit.file === file) : [];
      if (edits.length === 0) return undefined;
      return { contents: edits.reduce(editSource, await readFile(path, 'utf8')), loader: 'js' };
    });
  },
};
