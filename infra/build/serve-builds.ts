/**
 * Builds whenever the process that started it sends a message, and answers with what came of it. From the second time on
 * it reads only what changed. Usage: serve-builds.ts [entry [folder]], with an IPC channel.
 */
import { formatMessages, type BuildFailure } from 'esbuild';
import { buildProduct, readVersion } from './build-product.ts';
import { createBundler } from './bundle.ts';

type Order = Readonly<{ hasCodeCache: boolean }>;

const [entry = 'apps/api/src/lambda.ts', folder = 'dist/lambda'] = process.argv.slice(2);
const version = await readVersion();
const bundler = await createBundler({ entry, version });

async function build({ hasCodeCache }: Order): Promise<string> {
  try {
    await buildProduct({ entry, folder, version, hasCodeCache, bundler });
    return '';
  } catch (error) {
    return describe(error as Error | BuildFailure);
  }
}

async function describe(error: Error | BuildFailure): Promise<string> {
  if (!('errors' in error)) return error.stack ?? error.message;
  return (await formatMessages(error.errors, { kind: 'error', color: false })).join('\n');
}

process.on('message', async (order: Order) => {
  const output = await build(order);
  process.send?.({ ok: output === '', output });
});
// Whoever wanted the builds is gone.
process.on('disconnect', () => process.exit());
