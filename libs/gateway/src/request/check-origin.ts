import { timingSafeEqual } from 'node:crypto';
import { ERRORS } from '@lambda-nest/problem';
import type { Headers } from './read-headers.ts';
import { RejectedRequest } from './rejected-request.ts';

/** The header by which a proxy of ours, such as CloudFront, proves that a request came through it. Lower case. */
export const ORIGIN_HEADER = 'x-origin-secret';

/**
 * Rejects a request that did not come through the proxy, and removes the secret, so that neither application nor log has it.
 *
 * @param secrets what the proxy may send: one, or two while it is rotated; none accepts every request
 * @throws RejectedRequest 403
 */
export function checkOrigin(headers: Headers, secrets: readonly string[] = []): void {
  if (secrets.length === 0) return;
  const sent = headers[ORIGIN_HEADER] ?? '';
  delete headers[ORIGIN_HEADER];
  // Every secret is compared, so that the time tells nothing of which one it was.
  const isKnown = secrets.map((secret) => isSame(sent, secret)).includes(true);
  if (!isKnown) throw new RejectedRequest({ ...ERRORS.sourceRejected, reason: 'origin-secret' });
}

function isSame(sent: string, secret: string): boolean {
  const [one, other] = [Buffer.from(sent), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
