/** Builds the function into a folder: `node build-into.ts <entry> <folder>`. */
import { buildLambda } from '../../../../infra/build/build-lambda.ts';

const [entry = '', folder = ''] = process.argv.slice(2);
await buildLambda({ entry, folder, version: '0.0.0' });
