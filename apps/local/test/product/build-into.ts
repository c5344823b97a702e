/** Builds the function into a folder: `node build-into.ts <entry> <folder>`. */
import { bundle } from '../../../../infra/build/bundle.ts';

const [entry = '', outDir = ''] = process.argv.slice(2);
await bundle({ entry, outDir, version: '0.0.0' });
