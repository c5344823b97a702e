import type { Loader } from './create-loader.ts';

/** Two parameters: nodejs24.x refuses a handler that declares three. */
export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/**
 * Runs the start of the bundle. reflect-metadata goes first: the modules of a split bundle run in an order of their own,
 * and decorators need it.
 */
export async function runEntries(loader: Loader): Promise<{ handler: Handler }> {
  loader.compile('start.js');
  loader.load('reflect-metadata.js');
  return (await loader.load('lambda.js')) as { handler: Handler };
}
