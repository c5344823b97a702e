import { resolve } from 'node:path';
import { DOCS_FOLDER } from './docs-folder.ts';
import { prepareDocs } from './prepare-docs.ts';

/** Prepares the docs for `nest start` and the tests, and prints where. */
await prepareDocs(DOCS_FOLDER);
console.log(resolve(DOCS_FOLDER));
