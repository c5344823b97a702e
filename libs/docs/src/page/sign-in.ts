/** Where and as whom to sign in, as the page is told. */
export type SignInSettings = Readonly<{
  authorizationEndpoint: string;
  tokenEndpoint: string;
  clientId: string;
  scopes: string;
  audience?: string;
}>;

/** What has to be the same when the browser comes back; kept by this tab alone, and for that long. */
type Attempt = Readonly<{ state: string; verifier: string; hash: string }>;

const KEY = 'sign-in';

/** The page itself, wherever it is served: nothing is asked of the address but that it is registered. */
const redirectUri = (): string => `${location.origin}${location.pathname}`;

/**
 * Leaves for the provider's own page: authorization code with PKCE.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1
 */
export async function leaveToSignIn(settings: SignInSettings): Promise<void> {
  const attempt: Attempt = { state: randomText(), verifier: randomText(), hash: location.hash };
  sessionStorage.setItem(KEY, JSON.stringify(attempt));
  const url = new URL(settings.authorizationEndpoint);
  const parameters = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: redirectUri(),
    scope: settings.scopes,
    state: attempt.state,
    code_challenge: await challengeOf(attempt.verifier),
    code_challenge_method: 'S256',
    ...(settings.audience === undefined ? {} : { audience: settings.audience }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  location.assign(url);
}

/**
 * The token, when the browser comes back from signing in; `undefined` when it does not. Code and state leave the address
 * at once.
 *
 * @throws Error that says what the provider has against it
 */
export async function returnFromSignIn(settings: SignInSettings): Promise<string | undefined> {
  const query = new URLSearchParams(location.search);
  const kept = sessionStorage.getItem(KEY);
  if (kept === null || !query.has('state')) return undefined;
  sessionStorage.removeItem(KEY);
  const { state, verifier, hash } = JSON.parse(kept) as Attempt;
  history.replaceState(null, '', `${location.pathname}${hash}`);
  if (query.get('state') !== state) throw new Error('Signing in was begun elsewhere. Try again.');
  const code = query.get('code');
  if (code === null)
    throw new Error(query.get('error_description') ?? query.get('error') ?? 'There is no code.');
  return exchange(settings, code, verifier);
}

async function exchange(settings: SignInSettings, code: string, verifier: string): Promise<string> {
  const response = await fetch(settings.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: settings.clientId,
      redirect_uri: redirectUri(),
      code,
      code_verifier: verifier,
    }),
  });
  const reply = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(String(reply['error_description'] ?? reply['error'] ?? response.status));
  // An access token that is no JWT is none for this API: Google's, or Auth0's without an audience.
  const tokens = [reply['access_token'], reply['id_token']].filter((token) => typeof token === 'string');
  const token = tokens.find((text) => text.split('.').length === 3);
  if (token === undefined) throw new Error('The provider gave no token that this API reads.');
  return token;
}

function randomText(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier: string): Promise<string> {
  return toBase64Url(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))),
  );
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
