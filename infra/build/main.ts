import { readFile } from 'node:fs/promises';
import { bundle } from './bundle.ts';

const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
const entry = process.argv[2] ?? 'apps/api/src/lambda.ts';
const { metafile } = await bundle({ entry, outDir: 'dist/lambda', version });
for (const [path, { bytes }] of Object.entries(metafile.outputs))
  console.log(`${path}  ${(bytes / 1024).toFixed(0)} KB`);
