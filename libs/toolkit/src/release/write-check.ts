import { dirname } from 'node:path';
import { buildSync } from 'esbuild';
import { ownScript } from '../own-script.ts';
import type { CheckedRoute } from './check/probe.ts';

const HANDLER = ownScript(import.meta.url, './check/handler');

type Checked = Readonly<{
  /** Those that the deployment has. */
  routes: readonly CheckedRoute[];
  /** Of the route that signs people in with a password; empty where the deployment has none. */
  signInPath: string;
}>;

/** The code of the function that checks a version before it gets traffic, as CommonJS for `ZipFile` of a template. */
export function writeCheck({ routes, signInPath }: Checked): string {
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
    define: { CHECKED_ROUTES: JSON.stringify(routes), SIGN_IN_PATH: JSON.stringify(signInPath) },
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
