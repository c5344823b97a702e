import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleGraph } from '../../bundle/module-graph.ts';
import { BUNDLED_FOLDER, DOCS_FOLDER } from './docs-folder.ts';
import { isOfDocs } from './docs-package.ts';
import { prepareDocs } from './prepare-docs.ts';

/** Whether a program serves docs. */
export function hasDocs({ modules }: ModuleGraph): boolean {
  return modules.some(({ path }) => isOfDocs(path));
}

/** Puts the docs' files beside a bundle, where its code looks for them. */
export async function addDocs(outDir: string, document?: string): Promise<void> {
  await prepareDocs(DOCS_FOLDER, document);
  await copyDocs(outDir);
}

/** Does so with the files as they were prepared. */
export async function copyDocs(outDir: string): Promise<void> {
  await cp(DOCS_FOLDER, join(outDir, BUNDLED_FOLDER), { recursive: true });
}
