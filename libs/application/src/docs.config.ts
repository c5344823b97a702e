import type { EnvironmentReader } from './environment.reader.ts';
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
