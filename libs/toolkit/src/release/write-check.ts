import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { CheckedRoute } from './check/probe.ts';

const HANDLER = fileURLToPath(new URL('check/handler.ts', import.meta.url));

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
