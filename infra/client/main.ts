/** Writes the client's types from the committed document, and builds the package. */
import { readFile } from 'node:fs/promises';
import { writeFiles } from '../contract/files.ts';
import { buildPackage } from './build-package.ts';
import { DOCUMENT_FILE, renderSchema, SCHEMA_FILE } from './render-schema.ts';

await writeFiles('.', { [SCHEMA_FILE]: await renderSchema(await readFile(DOCUMENT_FILE, 'utf8')) });
buildPackage();
