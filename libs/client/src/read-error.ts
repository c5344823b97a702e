import { ApiError, networkError, type ApiErrorFields, type FieldError } from './api-error.ts';
import { mediaTypeOf } from './media-type.ts';
import { readRetryAfter } from './read-retry-after.ts';

const PROBLEM = 'application/problem+json';

type Body = Readonly<Record<string, unknown>>;

/** The error that a response is, of the gateway or the application. Reads the body to its end. */
export async function readError(response: Response): Promise<ApiError> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    return networkError(cause);
  }
  return new ApiError({ ...describe(response, parseObject(text)), ...readHeaders(response.headers) });
}

/** The error of a response that says yes, in a body that cannot be read. */
export function unreadableResponse({ status }: Response, cause: unknown): ApiError {
  const detail = 'The response cannot be read as what it should be.';
  return new ApiError(
    { kind: 'unexpected', status, code: `${status}000`, title: 'Unexpected Response', detail },
    { cause },
  );
}

function describe(response: Response, body: Body | undefined): ApiErrorFields {
  const { status } = response;
  const code = textOf(body?.['code']) ?? `${status}000`;
  const title = textOf(body?.['title']) ?? (response.statusText || `Status ${status}`);
  const base = { status, code, title };
  const error = textOf(body?.['error']);
  const message = textOf(body?.['message']);
  if (body && mediaTypeOf(response.headers) === PROBLEM) return { ...base, ...readProblem(body, title) };
  if (error !== undefined) {
    const detail = textOf(body?.['error_description']) ?? textOf(body?.['detail']) ?? error;
    return { ...base, kind: 'oauth', detail, oauthError: error };
  }
  if (message !== undefined) return { ...base, kind: 'gateway', title: message, detail: message };
  return { ...base, kind: 'unexpected', detail: 'The response is none of this API.' };
}

/** @see https://www.rfc-editor.org/rfc/rfc9457#section-3: every member is optional, and ignored with another type */
function readProblem(body: Body, title: string): Pick<ApiErrorFields, 'kind' | 'detail' | 'errors'> {
  const errors = Array.isArray(body['errors']) ? body['errors'].filter(isFieldError) : [];
  return {
    kind: 'problem',
    detail: textOf(body['detail']) ?? title,
    ...(errors.length > 0 && { errors }),
  };
}

/** In a browser only those that the API's CORS configuration exposes. */
function readHeaders(headers: Headers): Partial<ApiErrorFields> {
  const retryAfter = readRetryAfter(headers.get('retry-after'));
  const wwwAuthenticate = headers.get('www-authenticate');
  const requestId = headers.get('apigw-requestid') ?? headers.get('x-amzn-requestid');
  return {
    ...(retryAfter !== undefined && { retryAfter }),
    ...(wwwAuthenticate !== null && { wwwAuthenticate }),
    ...(requestId !== null && { requestId }),
  };
}

function parseObject(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFieldError(value: unknown): value is FieldError {
  if (!isObject(value) || typeof value['detail'] !== 'string') return false;
  return value['field'] === undefined || typeof value['field'] === 'string';
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
