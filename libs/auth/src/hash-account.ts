import { createHash } from 'node:crypto';

/**
 * Stands for an account in the log: the same for every spelling of its address, in every sandbox, and not to be read back by
 * who does not know the address. Sixteen hexadecimal digits.
 *
 * @param scope the identity provider's name of the project, so that hashes of two deployments do not compare
 */
export function hashAccount(account: string, scope: string): string {
  const text = `${scope}\n${account.trim().toLowerCase()}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
