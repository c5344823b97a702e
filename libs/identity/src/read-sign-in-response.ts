import { isObject } from './is-object.ts';
import type { InboundResponse } from './send-request.ts';
import type { SignInRejection } from './sign-in.errors.ts';
import { SIGN_IN_REJECTIONS, SignInRejected, SignInUnavailable, TooManyAttempts } from './sign-in.errors.ts';

type GoogleBody = Readonly<Record<string, unknown>>;

/**
 * The JSON object of a response with status 200.
 *
 * @throws SignInRejected, TooManyAttempts or SignInUnavailable for any other
 */
export function readSignInResponse({ status, text }: InboundResponse): GoogleBody {
  const response = parseObject(text);
  if (status === 200 && response) {
    if ('mfaPendingCredential' in response) throw new SignInRejected('MFA_REQUIRED');
    return response;
  }
  throw readFailure(status, response);
}

function readFailure(status: number, response: GoogleBody | undefined): Error {
  const error = isObject(response?.['error']) ? response['error'] : undefined;
  const code = readCode(error?.['message']);
  if (code === 'TOO_MANY_ATTEMPTS_TRY_LATER') return new TooManyAttempts();
  if (status === 400 && isSignInRejection(code)) return new SignInRejected(code);
  if (status === 429 || code === 'QUOTA_EXCEEDED') return new SignInUnavailable('quota', code);
  if (status < 400 || status >= 500) return new SignInUnavailable('status', `HTTP_${status}`);
  if (!error) return new SignInUnavailable('unexpected_response');
  // A bad or restricted API key, a disabled provider, an unknown tenant: the operator has to set something right.
  return new SignInUnavailable(
    'configuration',
    code ?? readReason(error['details']) ?? readCode(error['status']),
  );
}

/** `TOO_MANY_ATTEMPTS_TRY_LATER : Access to this account …`: the code before the prose. */
function readCode(message: unknown): string | undefined {
  return typeof message === 'string' ? /^([A-Z][A-Z0-9_]{2,63})(?= ?:|$)/.exec(message)?.[1] : undefined;
}

/** `API_KEY_INVALID` and the like. @see https://cloud.google.com/apis/design/errors#error_info */
function readReason(details: unknown): string | undefined {
  if (!Array.isArray(details)) return undefined;
  const reasons = details.filter(isObject).map((info) => info['reason']);
  return readCode(reasons.find((reason) => reason !== undefined));
}

function isSignInRejection(code: string | undefined): code is SignInRejection {
  return SIGN_IN_REJECTIONS.some((rejection) => rejection === code);
}

function parseObject(text: string): GoogleBody | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
