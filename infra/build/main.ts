/** Builds the folder that is deployed. Usage: main.ts [entry [folder]] */
import { readFile } from 'node:fs/promises';
import { buildLambda } from './build-lambda.ts';
import { addDocs } from './docs/add-docs.ts';

const [entry = 'apps/api/src/lambda.ts', folder = 'dist/lambda'] = process.argv.slice(2);
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
await buildLambda({ entry, folder, version });
await addDocs(folder);
