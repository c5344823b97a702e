/**
 * Bundles `entry.js` of a folder in a process whose heap has a limit, and prints how many modules it wrote.
 *
 * `node --max-old-space-size=<MB> bundle-within.ts <folder> <letters of text whose syntax trees are kept>`
 */
import { join } from 'node:path';
import { createBundler } from '../../src/bundle/bundle-program.ts';

const [folder = '.', maxKeptText] = process.argv.slice(2);
const bundle = createBundler({
  entry: join(folder, 'entry.js'),
  root: folder,
  optimisations: [],
  hasMaps: false,
  ...(maxKeptText !== undefined && { maxKeptText: Number(maxKeptText) }),
});
console.log((await bundle()).written.size);
