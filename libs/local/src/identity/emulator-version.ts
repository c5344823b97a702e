import { existsSync, readFileSync } from 'node:fs';
import { CannotStart } from '@lambda-nest/toolkit/deployment';
import { EMULATORS } from '../emulators.ts';

/** The one release whose internals the files of this folder know. `libs/local/emulator/package.json` pins the same. */
export const EMULATOR_VERSION = '15.34.2';

const INSTALL = 'npm ci --ignore-scripts --prefix libs/local/emulator';
const MANIFEST = new URL('node_modules/firebase-tools/package.json', EMULATORS);

/** Version of firebase-tools on disk, `undefined` when it is not installed. */
export function readEmulatorVersion(manifest: URL = MANIFEST): string | undefined {
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** Throws {@link CannotStart} unless exactly {@link EMULATOR_VERSION} is installed. */
export function assertEmulatorVersion(installed: string | undefined): void {
  if (installed === undefined) {
    throw new CannotStart(
      `The local Firebase Auth cannot start: the package firebase-tools is missing. Run: ${INSTALL}`,
    );
  }
  if (installed !== EMULATOR_VERSION) {
    throw new CannotStart(
      `The local Firebase Auth cannot start: it is made for firebase-tools ${EMULATOR_VERSION} ` +
        `and found ${installed}. Run: ${INSTALL}`,
    );
  }
}
