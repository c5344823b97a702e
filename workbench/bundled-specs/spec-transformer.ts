import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { askBuilder } from './ask-builder.ts';

/**
 * Runs a spec as a part of the bundle of what it tests: see `buildSpec`. It runs in Node's own context, as on Lambda.
 */
export default {
  /** The bundle depends on far more than the file that Jest knows of. */
  getCacheKey: (_source: string, path: string): string => `${path} ${Date.now()} ${Math.random()}`,
  processAsync: async (_source: string, path: string): Promise<{ code: string }> => ({
    code: runInMainContext(pathToFileURL(join(await askBuilder(path), 'lambda.mjs')).href),
  }),
};

const runInMainContext = (url: string): string => `
import * as globals from '@jest/globals';
import { constants, runInThisContext } from 'node:vm';

const main = runInThisContext('globalThis');
main[Symbol.for('jest-globals')] = globals;
// A spec means its own String when it expects any(String), and Jest looks for that of its context.
const { any } = globals.expect;
const types = { Array, BigInt, Boolean, Function, Number, Object, String, Symbol };
const contextTypes = new Map(Object.entries(types).map(([name, type]) => [main[name], type]));
globals.expect.any = (type) => any(contextTypes.get(type) ?? type);

const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
await runInThisContext('(url) => import(url)', { importModuleDynamically })(${JSON.stringify(url)});
`;
