/**
 * Builds whenever the process that started it sends a message, and answers with what came of it. From the second time on
 * it reads only what changed. A message says where to: `{ folder, hasCodeCache, hasSourceMaps }`. Usage: serve-builds.ts [function], with an IPC
 * channel.
 */
import { loadFunction } from '../function/load-function.ts';
import { createProductBuild } from './build-product.ts';
import { describeBuildError } from './describe-build-error.ts';

type Order = Readonly<{ folder: string; hasCodeCache: boolean; hasSourceMaps?: boolean }>;

const [name] = process.argv.slice(2);
let product: Awaited<ReturnType<typeof createProductBuild>> | undefined;

async function build({ folder, hasCodeCache, hasSourceMaps }: Order): Promise<string> {
  try {
    product ??= await createProductBuild({ described: await loadFunction(name) });
    await product({ folder, hasCodeCache, hasSourceMaps });
    return '';
  } catch (error) {
    return describeBuildError(error);
  }
}

process.on('message', async (order: Order) => {
  const output = await build(order);
  process.send?.({ ok: output === '', output });
});
// The process that wanted the builds is gone.
process.on('disconnect', () => process.exit());
