import type { ReceivedResponse } from '../conformance/find-differences.ts';

/** Puts a response into words: `404 by the gateway, {"message":"Not Found"}`; `200 by the application`. */
export function describeResponse(response: ReceivedResponse): string {
  const by = layerOf(response);
  return by === 'gateway'
    ? `${response.status} by the gateway, ${response.text}`
    : `${response.status} by the application`;
}

/** Who answered: the gateway's own bodies hold a message and nothing else. */
export function layerOf({ text }: ReceivedResponse): 'gateway' | 'application' {
  return /^\{"message":\s?"[^"]*"\}$/.test(text) ? 'gateway' : 'application';
}

/** A challenge as it came, or that there was none. */
export function describeChallenge(response: ReceivedResponse): string {
  const challenge = response.headers['www-authenticate'];
  return `${describeResponse(response)}; ${challenge === undefined ? 'no WWW-Authenticate' : `WWW-Authenticate: ${challenge}`}`;
}
