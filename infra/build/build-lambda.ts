import type { Metafile } from 'esbuild';
import { bundle, type Bundle } from './bundle.ts';
import { makeCodeCache } from './code-cache/make-code-cache.ts';
import { writeLambda } from './write-lambda.ts';

export type BuildOptions = Readonly<{
  /** Module that exports the handler. */
  entry: string;
  /** Where to write; emptied first. */
  folder: string;
  /** Version the API reports of itself. */
  version: string;
  /** Whether V8's code cache is made too. Default `true`; without it the first request waits longer. */
  hasCodeCache?: boolean;
  /** Bundles the sources; by default from the beginning, each time. */
  bundler?: () => Promise<Bundle>;
}>;

/** Builds the program that is deployed: bundle, loader and code cache. */
export async function buildLambda({
  entry,
  folder,
  version,
  hasCodeCache = true,
  bundler = () => bundle({ entry, version }),
}: BuildOptions): Promise<Metafile> {
  const bundled = await bundler();
  await writeLambda(bundled, folder);
  if (hasCodeCache) await makeCodeCache(folder);
  return bundled.metafile;
}
