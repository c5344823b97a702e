import { ApiError, networkError } from './api-error.ts';
import { readError } from './read-error.ts';
import { isIssuerOutage, retryDelay } from './retry-delay.ts';
import type { Deadline } from './start-deadline.ts';
import type { GetToken } from './token-provider.ts';

export type Sending = Readonly<{
  fetch: (request: Request) => Promise<Response>;
  retries: number;
  deadline: Deadline;
  /** Absent where the operation needs no token. */
  getToken?: GetToken | undefined;
}>;

/**
 * Sends a request until it succeeds, until sending it again is of no use, or until the time for it is over.
 *
 * A 401 leads to one more token, whatever the method: what was rejected for its token was not done.
 *
 * @throws ApiError, the signal's reason, or what `getToken` throws
 */
export async function sendRequest(request: Request, sending: Sending): Promise<Response> {
  const { deadline, retries, getToken } = sending;
  // A caller who brings credentials means those.
  let token = request.headers.has('authorization') ? undefined : await getToken?.();
  let mayRenew = token !== undefined;
  for (let attempt = 0; ;) {
    const reply = await attemptRequest(request, token, sending);
    if (!(reply instanceof ApiError)) return reply;
    if (mayRenew && reply.status === 401 && !isIssuerOutage(reply)) {
      mayRenew = false;
      const renewed = await getToken?.(token);
      if (renewed === undefined || renewed === token) throw reply;
      token = renewed;
      continue;
    }
    const delay = attempt < retries ? retryDelay(reply, request.method, attempt) : undefined;
    if (delay === undefined || delay >= deadline.remainingMs()) throw reply;
    await deadline.wait(delay);
    attempt += 1;
  }
}

async function attemptRequest(
  request: Request,
  token: string | undefined,
  { fetch }: Sending,
): Promise<Response | ApiError> {
  // The original stays unread, for another attempt.
  const copy = request.clone();
  if (token !== undefined) copy.headers.set('authorization', `Bearer ${token}`);
  let response: Response;
  try {
    response = await fetch(copy);
  } catch (cause) {
    return networkError(cause);
  }
  return response.ok ? response : readError(response);
}
