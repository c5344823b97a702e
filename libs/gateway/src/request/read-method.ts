import { malformed } from './rejected-request.ts';

const METHODS = new Set<unknown>(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']);

/**
 * The method, exactly as registered: methods are case-sensitive, and `get` is none.
 *
 * @throws RejectedRequest 400
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.1
 */
export function readMethod(method: unknown): string {
  if (!METHODS.has(method)) throw malformed('The method is not known here.', 'method-unknown');
  return method as string;
}
