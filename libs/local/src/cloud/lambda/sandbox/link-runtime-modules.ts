import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What the managed runtime brings: the AWS SDK, and what it is made of. */
const SCOPES = ['@aws-sdk', '@smithy'];

/**
 * Makes a `node_modules` with the packages that the managed runtime has of its own, and no other, as `/var/runtime` is on
 * Lambda. Packages that are not installed here are missing there.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included
 */
export function linkRuntimeModules(folder: string): string {
  const modules = join(folder, 'runtime', 'node_modules');
  mkdirSync(modules, { recursive: true });
  const require = createRequire(import.meta.url);
  const installed = require.resolve
    .paths('@aws-sdk/client-lambda')
    ?.find((path) => existsSync(join(path, '@aws-sdk')));
  for (const scope of SCOPES) {
    const link = join(modules, scope);
    rmSync(link, { force: true, recursive: true });
    if (installed !== undefined) symlinkSync(join(installed, scope), link, 'junction');
  }
  return modules;
}
