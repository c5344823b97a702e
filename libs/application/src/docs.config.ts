import type { EnvironmentReader } from './environment.reader.ts';
import type { FirebaseConfig } from './firebase.config.ts';
import type { IssuerConfig } from './issuers.config.ts';

/** How the docs page signs in with another issuer than Firebase: authorization code with PKCE. */
export type DocsSignIn = Readonly<{
  issuer: string;
  clientId: string;
  /** Separated by spaces. */
  scopes: string;
  /** Auth0 issues a JWT for an API that is named alone. */
  audience?: string;
  /** Of a stand-in on this machine; absent: below the issuer. */
  discoveryUri?: string;
}>;

/** Without a client id the page takes a token that one has already. */
export function readDocsSignIn(
  read: EnvironmentReader,
  deployed: boolean,
  { preset, issuer, audiences }: IssuerConfig,
): DocsSignIn | undefined {
  const clientId = read.matching('DOCS_CLIENT_ID', /^\S{1,255}$/, 'a client id');
  const scopes = read.text('DOCS_SCOPES') ?? 'openid profile email';
  const discoveryUri = read.url('DOCS_DISCOVERY_URI', {
    isHttpAllowed: !deployed,
    httpHint: deployed ? '' : ', or http on this machine',
  });
  if (clientId === undefined) return undefined;
  if (preset === 'firebase') {
    read.reject(
      'DOCS_CLIENT_ID',
      'is for another issuer than Firebase, whose users sign in by password. Unset it.',
    );
  }
  const [audience] = audiences;
  return {
    issuer,
    clientId,
    scopes,
    ...(preset === 'auth0' && audience !== undefined ? { audience } : {}),
    ...(discoveryUri === undefined ? {} : { discoveryUri }),
  };
}

/** An account of the emulator on this machine, whose password is no secret. */
export type DocsUser = Readonly<{ email: string; password: string; groups: readonly string[] }>;

/**
 * Users that the page signs in at one press: those of the local Firebase Auth, so only where that is configured. A deployed
 * function rejects the variable by its name, like every other `…EMULATOR…` variable.
 */
export function readDocsUsers(
  read: EnvironmentReader,
  deployed: boolean,
  firebase: FirebaseConfig | undefined,
): readonly DocsUser[] | undefined {
  const text = read.text('DOCS_EMULATOR_USERS');
  if (text === undefined || deployed || firebase?.emulatorHost === undefined) return undefined;
  return (
    parseUsers(text) ??
    read.reject(
      'DOCS_EMULATOR_USERS',
      'must be a JSON array of users: [{"email":"user@example.com","password":"password","groups":["USERS"]}].',
    )
  );
}

function parseUsers(json: string): readonly DocsUser[] | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) && parsed.every(isUser) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isUser(value: unknown): value is DocsUser {
  const { email, password, groups } = (value ?? {}) as Record<string, unknown>;
  const texts = [email, password, ...(Array.isArray(groups) ? groups : [undefined])];
  return texts.every((text) => typeof text === 'string');
}
