/** Builds the function into a folder: `node build-into.ts <entry> <folder>`. */
import { createProductBuild } from '../../../../infra/build/build-product.ts';

const [entry = '', folder = ''] = process.argv.slice(2);
await (
  await createProductBuild({ entry, version: '0.0.0' })
)({ folder });
