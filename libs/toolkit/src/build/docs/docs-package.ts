import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Folder of the package that serves the docs. */
const PACKAGE = dirname(createRequire(import.meta.url).resolve('@lambda-nest/docs/package.json'));

/** What a page of the docs is made of: scripts in TypeScript, templates, styles. */
export const PAGE_FOLDER = join(PACKAGE, 'src/page');

/** Whether a file is a part of the package: a program that holds one serves docs. */
export const isOfDocs = (path: string): boolean => path.startsWith(join(PACKAGE, '/'));
