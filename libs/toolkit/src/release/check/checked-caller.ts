import { ACCESS_NAME } from '@lambda-nest/access/policy';

/** A caller whom the secret of `releaseCallers` describes: what its token says of it, and how to get one. */
export type CheckedCaller = Readonly<{
  /** As the check reports it: `administrator`. */
  name: string;
  roles: readonly string[];
  scopes: readonly string[];
  source: TokenSource;
}>;

export type TokenSource =
  /** An account that signs in with a password, by the version under check. */
  | Readonly<{ kind: 'account'; username: string; password: string }>
  /** A token endpoint of the identity provider. */
  | Readonly<{
      kind: 'endpoint';
      tokenUrl: string;
      /** What is sent, as a form: `grant_type` and whatever the grant takes. */
      form: Readonly<Record<string, string>>;
      /** Of HTTP Basic (`client_secret_basic`). */
      client?: Readonly<{ id: string; secret: string }>;
      /** Which member of the reply is the token. */
      member: 'access_token' | 'id_token';
    }>;

/** What a secret holds, or why that cannot be used. */
export type GivenCallers = Readonly<{ callers: readonly CheckedCaller[]; problems: readonly string[] }>;

/** Each is sent to each route that is not public, and the check has five minutes. */
const MAX_CALLERS = 10;

const KNOWN = new Set(
  'name roles scopes username password tokenUrl form clientId clientSecret token'.split(' '),
);

/**
 * Reads the callers of a secret: a JSON array of `{ name, roles, scopes }` with `username` and `password`, or with `tokenUrl` and `form`
 * (and `clientId` and `clientSecret` for HTTP Basic, and `token`, `id_token` where that is the one).
 *
 * @returns no callers where there is a problem; a problem is a sentence that never shows a value
 */
export function parseCallers(text: string): GivenCallers {
  const callers = parseJson(text);
  if (!Array.isArray(callers) || callers.length === 0 || callers.length > MAX_CALLERS)
    return none([`The secret of releaseCallers is no JSON array of 1 to ${MAX_CALLERS} callers.`]);
  const problems = callers.flatMap((caller: unknown, at) => {
    const found = isRecord(caller) ? findViolations(caller) : ['is no object'];
    return found.map((violation) => `Caller ${at + 1} of the secret of releaseCallers ${violation}.`);
  });
  const names = callers.map((caller: unknown) => (isRecord(caller) ? caller['name'] : undefined));
  if (problems.length > 0) return none(problems);
  return new Set(names).size < names.length
    ? none(['Two callers of the secret of releaseCallers have one name.'])
    : { callers: callers.map((caller) => toCaller(caller as Given)), problems };
}

function none(problems: readonly string[]): GivenCallers {
  return { callers: [], problems };
}

/** Every text by which a caller proves who it is. */
export function secretsOf({ source }: CheckedCaller): readonly string[] {
  if (source.kind === 'account') return [source.password];
  const { form, client } = source;
  // Names of grants, clients and scopes are no secrets, and of all else that is not known.
  const known = new Set(['grant_type', 'client_id', 'scope', 'audience', 'resource', 'username']);
  const sent = Object.entries(form).flatMap(([name, value]) => (known.has(name) ? [] : [value]));
  return client ? [...sent, client.secret] : sent;
}

type Given = Readonly<{
  name: string;
  roles?: readonly string[];
  scopes?: readonly string[];
  username: string;
  password: string;
  tokenUrl?: string;
  form: Readonly<Record<string, string>>;
  clientId?: string;
  clientSecret?: string;
  token?: 'access_token' | 'id_token';
}>;

function toCaller({ name, roles = [], scopes = [], ...given }: Given): CheckedCaller {
  const { username, password, tokenUrl, form, clientId: id, clientSecret: secret, token: member } = given;
  const source: TokenSource =
    tokenUrl === undefined
      ? { kind: 'account', username, password }
      : {
          kind: 'endpoint',
          tokenUrl,
          form,
          member: member ?? 'access_token',
          ...(id !== undefined && secret !== undefined && { client: { id, secret } }),
        };
  return { name, roles, scopes, source };
}

type Members = Readonly<Record<string, unknown>>;

function findViolations(caller: Members): readonly string[] {
  const { name, roles, scopes, token, tokenUrl, clientId, clientSecret } = caller;
  const violations = [
    Object.keys(caller).some((member) => !KNOWN.has(member)) &&
      `has a member that is none of ${[...KNOWN].join(', ')}`,
    !(typeof name === 'string' && /^[\w .:/@-]{1,64}$/.test(name)) &&
      'has no name of 1 to 64 letters, digits, spaces and _ . : / @ -',
    !areNames(roles) && 'has roles that are no list of names',
    !areNames(scopes) && 'has scopes that are no list of names',
    tokenUrl === undefined ? accountViolation(caller) : endpointViolation(caller),
    (clientId === undefined) !== (clientSecret === undefined) && 'has one of clientId and clientSecret alone',
    token !== undefined &&
      token !== 'access_token' &&
      token !== 'id_token' &&
      'has a token that is neither access_token nor id_token',
  ];
  return violations.filter((violation): violation is string => typeof violation === 'string');
}

function accountViolation({
  username,
  password,
  form,
  clientId,
  clientSecret,
  token,
}: Members): string | undefined {
  if (!isText(username) || !isText(password))
    return 'has neither username and password, to sign in with at the version, nor tokenUrl and form';
  return [form, clientId, clientSecret, token].some((member) => member !== undefined)
    ? 'signs in at the version, where form, clientId, clientSecret and token mean nothing'
    : undefined;
}

function endpointViolation({ tokenUrl, form, username, password }: Members): string | undefined {
  if (username !== undefined || password !== undefined)
    return 'has tokenUrl beside username or password: put these into form';
  if (!isTokenUrl(tokenUrl)) return 'has a tokenUrl that is no https URL';
  return isRecord(form) && isText(form['grant_type']) && Object.values(form).every(isText)
    ? undefined
    : 'has no form of texts with a grant_type';
}

/** A provider on a laptop has no certificate. */
function isTokenUrl(value: unknown): boolean {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

function areNames(value: unknown): boolean {
  return (
    value === undefined ||
    (Array.isArray(value) && value.every((one) => isText(one) && ACCESS_NAME.test(one)))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The error of JSON.parse would show what it could not read.
    return undefined;
  }
}
