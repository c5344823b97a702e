import type { Parameters } from './parameters.ts';

/**
 * What is wrong with a proxy before the API, such as CloudFront with WAF: a way around it, or an address that a caller who takes that way
 * could write.
 */
export function findOriginViolations(parameters: Parameters): readonly string[] {
  const { originSecret, originSecretNext, clientAddress = '', executeApi } = parameters;
  const violations = [
    originSecretNext &&
      !originSecret &&
      'originSecretNext means nothing without originSecret. Set originSecret as well.',
    originSecret &&
      originSecret === originSecretNext &&
      'originSecretNext is originSecret. Set it to where the next secret is kept.',
    originSecret &&
      executeApi !== 'off' &&
      'executeApi must be off with originSecret: requests go to the domain, through the proxy. Set executeApi=off.',
    !originSecret &&
      /^(cloudfront|hops|header)/.test(clientAddress) &&
      'clientAddress reads what a proxy wrote, and without originSecret a caller that goes around the proxy can write the same. Set originSecret as well.',
  ];
  return violations.filter((violation): violation is string => Boolean(violation));
}

/** Whose address is the client's: behind a proxy that proves itself CloudFront's viewer, unless something else is said. */
export function clientAddressOf({ originSecret, clientAddress }: Parameters): string | null {
  return clientAddress || (originSecret ? 'cloudfront' : null);
}
