/** `npm run client`: writes the client's types from the committed document, and builds the package. */
import { readFile } from 'node:fs/promises';
import { writeFiles } from '../contract/files.ts';
import { showHelp } from '../show-help.ts';
import { buildPackage } from './build-package.ts';
import { DOCUMENT_FILE, renderSchema, SCHEMA_FILE } from './render-schema.ts';

showHelp(`npm run client

Writes the types of the client from ${DOCUMENT_FILE} to ${SCHEMA_FILE}, and compiles the package into libs/client/dist.`);

await writeFiles('.', { [SCHEMA_FILE]: await renderSchema(await readFile(DOCUMENT_FILE, 'utf8')) });
buildPackage();
