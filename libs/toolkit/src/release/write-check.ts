import { dirname } from 'node:path';
import { buildSync } from 'esbuild';
import { ownScript } from '../own-script.ts';
import type { CheckedRoute } from './check/probe.ts';

const HANDLER = ownScript(import.meta.url, './check/handler');

/**
 * The code of the function that checks a version before it gets traffic, as CommonJS for `ZipFile` of a template.
 *
 * @param routes those that the deployment has
 */
export function writeCheck(routes: readonly CheckedRoute[]): string {
  const { outputFiles } = buildSync({
    entryPoints: [HANDLER],
    // Or the paths in the text would depend on where it is packaged.
    absWorkingDir: dirname(HANDLER),
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['@aws-sdk/*'],
    define: { CHECKED_ROUTES: JSON.stringify(routes) },
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
