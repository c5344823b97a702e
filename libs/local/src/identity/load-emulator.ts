import type { RequestListener } from 'node:http';
import { assertEmulatorVersion, LOCAL_PACKAGES, readEmulatorVersion } from './emulator-version.ts';
import { endRefreshTokens } from './end-refresh-tokens.ts';
import { returnDisplayName } from './return-display-name.ts';
import { signIdTokens } from './sign-id-tokens.ts';
import { trimApi } from './trim-api.ts';

type CreateApp = (projectId: string) => Promise<RequestListener>;

let loaded: CreateApp | undefined;

/**
 * The request listener of a Firebase Auth emulator, empty and of one project.
 *
 * It is the real emulator's, taken from inside firebase-tools: no Java, no command line, no download. This folder is
 * the only place that knows its internals, and the version is asserted before they are touched.
 */
export async function createEmulator(projectId: string): Promise<RequestListener> {
  loaded ??= load();
  return loaded(projectId);
}

function load(): CreateApp {
  assertEmulatorVersion(readEmulatorVersion());
  // The builtin itself and not an import: a test runner's replacement would load these 971 files one by one.
  const require = process
    .getBuiltinModule('node:module')
    .createRequire(new URL('package.json', LOCAL_PACKAGES));
  const auth = 'firebase-tools/lib/emulator/auth';
  require('firebase-tools/lib/logger').logger.silent = true;
  signIdTokens(require('jsonwebtoken'));
  returnDisplayName(require(`${auth}/operations`).authOperations.identitytoolkit.accounts);
  endRefreshTokens(require(`${auth}/state`).ProjectState.prototype, require(`${auth}/errors`).assert);
  trimApi(require(`${auth}/apiSpec`).default);
  return require(`${auth}/server`).createApp;
}
