import { existsSync } from 'node:fs';

/**
 * Emulators of others, a file each. In this repository such a file names their packages, which are installed beside it by a
 * manifest of their own; as published it holds their code, and there is no manifest.
 */
export const EMULATORS = new URL('../emulator/', import.meta.url);

/** Whether the files hold the code of the emulators, so that nothing is to be installed. */
export function areEmulatorsBundled(folder: URL = EMULATORS): boolean {
  return !existsSync(new URL('package.json', folder));
}

/** Loads a CommonJS one. The builtin itself and not an import: a test runner's replacement would load hundreds of files one by one. */
export function requireEmulator<Emulator>(file: `${string}.cjs`): Emulator {
  const require = process.getBuiltinModule('node:module').createRequire(new URL('package.json', EMULATORS));
  return require(`./${file}`) as Emulator;
}
