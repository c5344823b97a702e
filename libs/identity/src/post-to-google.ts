import { readSignInResponse } from './read-sign-in-response.ts';
import { RequestFailed, sendRequest } from './send-request.ts';
import { SignInUnavailable } from './sign-in.errors.ts';

export type GoogleResponse = ReturnType<typeof readSignInResponse>;

const MAX_BYTES = 100_000;

/**
 * Posts to a public operation of Google's, and reads its reply.
 *
 * @param timeout milliseconds for the whole exchange, a second attempt included
 * @throws SignInRejected, TooManyAttempts or SignInUnavailable
 */
export async function postToGoogle(
  url: URL,
  type: string,
  body: string,
  timeout: number,
): Promise<GoogleResponse> {
  const headers = { accept: 'application/json', 'content-type': type };
  try {
    return readSignInResponse(
      await sendRequest({ url, method: 'POST', headers, body, timeout, maxBytes: MAX_BYTES }),
    );
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    throw new SignInUnavailable(error.reason, error.detail);
  }
}
