import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Scopes of the packages that Lambda's runtime has beside a function. */
const SCOPES = ['@aws-sdk', '@smithy'];

/**
 * Makes a folder of packages that stands for those of Lambda's runtime, linked to where they are installed.
 *
 * @returns the folder, for `NODE_PATH`
 */
export function linkRuntime(installed: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const scope of SCOPES) symlinkSync(join(installed, scope), join(folder, scope), 'junction');
  return folder;
}
