import type { RequestListener } from 'node:http';
import { areEmulatorsBundled, requireEmulator } from '../emulators.ts';
import { assertEmulatorVersion, readEmulatorVersion } from './emulator-version.ts';
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

/** What `emulator/firebase-auth.cjs` exports. */
type Parts = {
  logger: { silent: boolean };
  jsonwebtoken: Parameters<typeof signIdTokens>[0];
  operations: { identitytoolkit: { accounts: Parameters<typeof returnDisplayName>[0] } };
  state: { prototype: Parameters<typeof endRefreshTokens>[0] };
  assert: Parameters<typeof endRefreshTokens>[1];
  spec: Parameters<typeof trimApi>[0];
  createApp: CreateApp;
};

function load(): CreateApp {
  // A bundle is made of the pinned release, which is asserted there.
  if (!areEmulatorsBundled()) assertEmulatorVersion(readEmulatorVersion());
  const parts = requireEmulator<Parts>('firebase-auth.cjs');
  parts.logger.silent = true;
  signIdTokens(parts.jsonwebtoken);
  returnDisplayName(parts.operations.identitytoolkit.accounts);
  endRefreshTokens(parts.state.prototype, parts.assert);
  trimApi(parts.spec);
  return parts.createApp;
}
