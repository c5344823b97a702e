/** Builds the function into a folder: `node build-into.ts <folder>`. */
import { createProductBuild } from '../../libs/toolkit/src/build/build-product.ts';

const [folder = ''] = process.argv.slice(2);
await (
  await createProductBuild({ version: '0.0.0' })
)({ folder });
