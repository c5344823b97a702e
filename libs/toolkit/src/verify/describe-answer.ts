import type { Answer } from '../conformance/find-differences.ts';

/** Puts an answer into words: `404 by the gateway, {"message":"Not Found"}`; `200 by the application`. */
export function describeAnswer(answer: Answer): string {
  const by = layerOf(answer);
  return by === 'gateway'
    ? `${answer.status} by the gateway, ${answer.text}`
    : `${answer.status} by the application`;
}

/** Who answered: the gateway's own bodies hold a message and nothing else. */
export function layerOf({ text }: Answer): 'gateway' | 'application' {
  return /^\{"message":\s?"[^"]*"\}$/.test(text) ? 'gateway' : 'application';
}

/** A challenge as it came, or that there was none. */
export function describeChallenge(answer: Answer): string {
  const challenge = answer.headers['www-authenticate'];
  return `${describeAnswer(answer)}; ${challenge === undefined ? 'no WWW-Authenticate' : `WWW-Authenticate: ${challenge}`}`;
}
