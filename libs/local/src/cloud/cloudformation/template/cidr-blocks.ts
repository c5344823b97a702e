import { validationError } from './validation-error.ts';

/**
 * IPv4 blocks inside a block, each of so many bits: `cidrBlocks('10.0.0.0/16', 2, 8)` is `10.0.0.0/24`, `10.0.1.0/24`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 */
export function cidrBlocks(block: string, count: number, bits: number): string[] {
  const [, address = '', length] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(block) ?? [];
  const prefix = 32 - bits;
  const isRight =
    length !== undefined && count >= 1 && count <= 256 && prefix >= Number(length) && prefix <= 32;
  if (!isRight || count > 2 ** (prefix - Number(length)))
    throw validationError(`Template error: Fn::Cidr cannot make ${count} blocks of ${bits} bits of ${block}`);
  const start = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return Array.from({ length: count }, (_, index) => {
    const number = start + index * 2 ** bits;
    const parts = [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256);
    return `${parts.join('.')}/${prefix}`;
  });
}
