import { randomBytes } from 'node:crypto';
import type { ProviderContext } from './provider.ts';

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/**
 * A name for a resource whose author chose none: `my-stack-MyTable-1A2B3C4D5E6F`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
export function makeName({ stackName, logicalId }: ProviderContext, max = 64): string {
  const suffix = [...randomBytes(12)].map((byte) => CHARACTERS[byte % CHARACTERS.length]).join('');
  const room = max - suffix.length - 2;
  const ofStack = stackName.slice(0, Math.max(room - logicalId.length, Math.floor(room / 2)));
  return `${ofStack}-${logicalId.slice(0, room - ofStack.length)}-${suffix}`;
}
