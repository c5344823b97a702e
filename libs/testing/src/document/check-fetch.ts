import { checkResponse } from './check-response.ts';
import { pathOf } from './path-of.ts';

/** The global `fetch`, rejecting when the API answers an operation otherwise than its document says. */
export async function checkFetch(request: Request): Promise<Response> {
  const { method, url } = request;
  const response = await fetch(request);
  const { status, headers } = response;
  const text = await response.clone().text();
  checkResponse(method, pathOf(url), { status, headers: Object.fromEntries(headers), text }, 'gateway');
  return response;
}
