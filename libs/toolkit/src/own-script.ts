import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Absolute path of a script of the package that asks: TypeScript in this repository, the JavaScript it was compiled to where the
 * package is installed.
 *
 * @param base `import.meta.url` of the module that asks
 * @param path relative to it, without an ending: `../contract/main`
 */
export function ownScript(base: string, path: string): string {
  return fileURLToPath(new URL(`${path}${extname(fileURLToPath(base))}`, base));
}
