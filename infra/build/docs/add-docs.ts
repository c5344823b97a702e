import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLED_FOLDER, DOCS_FOLDER } from './docs-folder.ts';
import { prepareDocs } from './prepare-docs.ts';

/** Puts the docs' files beside a bundle, where its code looks for them. */
export async function addDocs(outDir: string): Promise<void> {
  await prepareDocs(DOCS_FOLDER);
  await cp(DOCS_FOLDER, join(outDir, BUNDLED_FOLDER), { recursive: true });
}
