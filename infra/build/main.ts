/** Builds the folder that is deployed. Usage: main.ts [--plain] [--without-cache] [entry [folder]] */
import { parseArgs } from 'node:util';
import { describeOptimisations } from '../../libs/toolkit/src/build/describe-optimisations.ts';
import { createProductBuild } from './build-product.ts';
import { describeBuildError } from './describe-build-error.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    plain: { type: 'boolean', default: false },
    'without-cache': { type: 'boolean', default: false },
  },
});
const [entry, folder] = positionals;
try {
  const build = await createProductBuild({ entry, isPlain: values.plain });
  const { notes, optimisations } = await build({ folder, hasCodeCache: !values['without-cache'] });
  for (const note of notes) console.log(`note: ${note}`);
  console.log(describeOptimisations(optimisations));
} catch (error) {
  console.error(describeBuildError(error));
  process.exitCode = 1;
}
