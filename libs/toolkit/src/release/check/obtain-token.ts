import type { CheckedCaller, TokenSource } from './checked-caller.ts';
import type { Invocation } from './check-version.ts';

/** A token, or a sentence that says why there is none. */
export type Obtained = Readonly<{ token: string } | { problem: string }>;

export type Doors = Readonly<{
  /** Sends a form to the route of the version that signs people in; none where the deployment has no such route. */
  signIn?: (form: string) => Promise<Invocation>;
  fetch: typeof fetch;
  pause: (ms: number) => Promise<void>;
}>;

/** A provider that has a bad moment is asked again, a moment later. */
const ATTEMPTS = 3;
const PAUSE_MS = 2000;
const TIMEOUT_MS = 10_000;

const PROVIDER_OUT = "That is not the version's doing: release it again once the provider replies.";

/** Gets a token as the caller is said to get it. No sentence has anything in it that was sent or replied but a status and an OAuth error code. */
export async function obtainToken({ name, source }: CheckedCaller, doors: Doors): Promise<Obtained> {
  return source.kind === 'account' ? signIn(name, source, doors) : askEndpoint(name, source, doors);
}

async function signIn(
  name: string,
  { username, password }: Extract<TokenSource, { kind: 'account' }>,
  doors: Doors,
): Promise<Obtained> {
  if (!doors.signIn)
    return {
      problem: `${name} signs in with a password, and this deployment has no route for that (passwordFlow=off). Give it tokenUrl and form.`,
    };
  const form = new URLSearchParams({ grant_type: 'password', username, password }).toString();
  let seen: Invocation = { payload: '' };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) await doors.pause(PAUSE_MS);
    seen = await doors.signIn(form);
    if (statusOf(seen) !== 503) break;
  }
  const { statusCode, body } = parse(seen.payload);
  const token = statusCode === 200 ? parse(String(body))['access_token'] : undefined;
  if (typeof token === 'string' && token !== '') return { token };
  if (statusCode === 503)
    return {
      problem: `${name} cannot sign in: the version has no reply of the identity provider (503). ${PROVIDER_OUT}`,
    };
  const what = seen.functionError ? 'fails' : `replies with the status ${String(statusCode)}`;
  return {
    problem: `${name} cannot sign in: the version ${what}${oauthError(String(body))}. Either it signs nobody in, or the secret of releaseCallers has another password than the account.`,
  };
}

async function askEndpoint(
  name: string,
  { tokenUrl, form, client, member }: Extract<TokenSource, { kind: 'endpoint' }>,
  { fetch: send, pause }: Doors,
): Promise<Obtained> {
  const { host } = new URL(tokenUrl);
  let problem = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) await pause(PAUSE_MS);
    const seen = await ask(send, tokenUrl, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { accept: 'application/json', ...(client && { authorization: basicOf(client) }) },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (typeof seen === 'string' || seen.status >= 500 || seen.status === 429) {
      const what =
        typeof seen === 'string' ? `gives no reply (${seen})` : `replies with the status ${seen.status}`;
      problem = `There is no token for ${name}: the token endpoint of ${host} ${what}. ${PROVIDER_OUT}`;
      continue;
    }
    if (seen.status !== 200)
      return {
        problem: `There is no token for ${name}: the token endpoint of ${host} rejects it with the status ${seen.status}${oauthError(seen.text)}. Correct the secret of releaseCallers; the version has no part in it.`,
      };
    const token = parse(seen.text)[member];
    if (typeof token === 'string' && token !== '') return { token };
    return {
      problem: `There is no token for ${name}: the reply of the token endpoint of ${host} has no ${member}. Correct the secret of releaseCallers; the version has no part in it.`,
    };
  }
  return { problem };
}

/** The reply, or the code of the error that there was instead. */
async function ask(
  send: typeof fetch,
  url: string,
  init: RequestInit,
): Promise<Readonly<{ status: number; text: string }> | string> {
  try {
    const reply = await send(url, init);
    return { status: reply.status, text: await reply.text() };
  } catch (error) {
    // What fetch throws without a connection has its reason in the cause.
    const { name, cause } = error as Error & { cause?: { code?: unknown } };
    if (!(error instanceof TypeError) && name !== 'TimeoutError') throw error;
    return typeof cause?.code === 'string' ? cause.code : name;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
function basicOf({ id, secret }: Readonly<{ id: string; secret: string }>): string {
  return `Basic ${Buffer.from(`${encodeForForm(id)}:${encodeForForm(secret)}`).toString('base64')}`;
}

function encodeForForm(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

/** The code alone: a description may have in it what was sent. */
function oauthError(text: string): string {
  const { error } = parse(text);
  return typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? ` (${error})` : '';
}

function statusOf({ payload }: Invocation): unknown {
  return parse(payload)['statusCode'];
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
