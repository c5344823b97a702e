import type { CheckedCaller, TokenSource } from './checked-caller.ts';
import type { Invocation } from './check-version.ts';
import { readMembers } from './read-members.ts';

/** A token, or a sentence that says why there is none. */
export type Obtained = Readonly<{ token: string } | { problem: string }>;

/** How requests for tokens are sent. */
export type Transport = Readonly<{
  /** Sends a form to the route of the version that signs people in; none where the deployment has no such route. */
  signIn?: (form: string) => Promise<Invocation>;
  fetch: typeof fetch;
  pause: (ms: number) => Promise<void>;
}>;

const ATTEMPTS = 3;
const PAUSE_MS = 2000;
const TIMEOUT_MS = 10_000;

const SECRET_WRONG = 'Correct the secret of releaseCallers; the version has no part in it.';
const PROVIDER_OUT = "That is not the version's doing: release it again once the provider replies.";

/** Gets a token as the caller is said to get it. No sentence has anything in it that was sent or replied but a status and an OAuth error code. */
export async function obtainToken({ name, source }: CheckedCaller, transport: Transport): Promise<Obtained> {
  return source.kind === 'account' ? signIn(name, source, transport) : askEndpoint(name, source, transport);
}

async function signIn(
  name: string,
  { username, password }: Extract<TokenSource, { kind: 'account' }>,
  { signIn: send, pause }: Transport,
): Promise<Obtained> {
  if (!send)
    return {
      problem: `${name} signs in with a password, and this deployment has no route for that (passwordFlow=off). Give it tokenUrl and form.`,
    };
  const form = new URLSearchParams({ grant_type: 'password', username, password }).toString();
  const seen = await askAgain(
    () => send(form),
    ({ payload }) => readMembers(payload)['statusCode'] === 503,
    pause,
  );
  const { statusCode, body } = readMembers(seen.payload);
  const token = statusCode === 200 ? readMembers(String(body))['access_token'] : undefined;
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
  { fetch: send, pause }: Transport,
): Promise<Obtained> {
  const { host } = new URL(tokenUrl);
  const seen = await askAgain(
    () =>
      ask(send, tokenUrl, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { accept: 'application/json', ...(client && { authorization: basicOf(client) }) },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }),
    isOut,
    pause,
  );
  const problem = (what: string): Obtained => ({
    problem: `There is no token for ${name}: the ${what}`,
  });
  if (typeof seen === 'string')
    return problem(`token endpoint of ${host} gives no reply (${seen}). ${PROVIDER_OUT}`);
  const { status, text } = seen;
  if (isOut(seen))
    return problem(`token endpoint of ${host} replies with the status ${status}. ${PROVIDER_OUT}`);
  if (status !== 200)
    return problem(
      `token endpoint of ${host} rejects it with the status ${status}${oauthError(text)}. ${SECRET_WRONG}`,
    );
  const token = readMembers(text)[member];
  return typeof token === 'string' && token !== ''
    ? { token }
    : problem(`reply of the token endpoint of ${host} has no ${member}. ${SECRET_WRONG}`);
}

/** Asks again, a moment later, while the reply is that of a provider with a bad moment. */
async function askAgain<Reply>(
  send: () => Promise<Reply>,
  isBad: (reply: Reply) => boolean,
  pause: Transport['pause'],
): Promise<Reply> {
  let reply = await send();
  for (let attempt = 1; attempt < ATTEMPTS && isBad(reply); attempt += 1) {
    await pause(PAUSE_MS);
    reply = await send();
  }
  return reply;
}

/** What the token endpoint replied, or the code of the error that there was instead. */
type Seen = Readonly<{ status: number; text: string }> | string;

const isOut = (seen: Seen): boolean => typeof seen === 'string' || seen.status >= 500 || seen.status === 429;

async function ask(send: typeof fetch, url: string, init: RequestInit): Promise<Seen> {
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
  const { error } = readMembers(text);
  return typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? ` (${error})` : '';
}
