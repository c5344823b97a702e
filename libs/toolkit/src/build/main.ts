/** Builds the folder that is deployed: `npm run build -- --help`. */
import { parseArgs } from 'node:util';
import { describeOptimisations } from './describe-optimisations.ts';
import { createCaches } from '../bundle/bundle-program.ts';
import { loadFunctions } from '../function/list-functions.ts';
import { findApiFolder } from '../function/find-api-folder.ts';
import { showHelp } from '../show-help.ts';
import { createProductBuild } from './build-product.ts';
import { describeBuildError } from './describe-build-error.ts';

showHelp(`npm run build -- [--plain] [--without-cache] [--out <folder>] [<function> …]

Builds what is deployed: a folder that is exactly the content of the zip. Ends with the optimisations that were applied.

  --plain          applies none of them, and makes no code cache
  --without-cache  does not try the program: quicker to build, slower to start
  --out <folder>   where to write; default dist/<name of the function>
  <function>       folder with a function.config.ts; default all of apps, or ${findApiFolder()} with --out`);

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      plain: { type: 'boolean', default: false },
      'without-cache': { type: 'boolean', default: false },
      entry: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const isOne = values.out !== undefined || values.entry !== undefined;
  if (isOne && positionals.length > 1)
    throw new TypeError('--out and --entry are for one function. Name one.');
  const functions = await loadFunctions(isOne && positionals.length === 0 ? [findApiFolder()] : positionals);
  // What functions share is read once.
  const caches = createCaches();
  for (const described of functions) {
    const build = await createProductBuild({
      described,
      entry: values.entry,
      isPlain: values.plain,
      caches,
    });
    const { notes, optimisations } = await build({
      folder: values.out,
      hasCodeCache: !values['without-cache'],
    });
    if (functions.length > 1) console.log(`${described.folder}:`);
    for (const note of notes) console.log(`note: ${note}`);
    console.log(describeOptimisations(optimisations));
  }
} catch (error) {
  console.error(describeBuildError(error));
  process.exitCode = 1;
}
