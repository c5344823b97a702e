import { describe, expect, it } from '@jest/globals';
import { clientAddressOf, findOriginViolations } from './origin-parameters.ts';

const ORIGIN = { originSecret: 'secretsmanager:my-api/prod:origin', executeApi: 'off' };

describe('findOriginViolations', () => {
  it.each([
    [{}],
    [{ executeApi: 'on', clientAddress: 'none' }],
    [{ ...ORIGIN, originSecretNext: 'secretsmanager:my-api/prod:next' }],
    [{ ...ORIGIN, clientAddress: 'hops:2' }],
  ])('finds nothing in %j', (parameters) => {
    expect(findOriginViolations(parameters)).toEqual([]);
  });

  it.each([
    [
      { originSecretNext: 'ssm:/next' },
      'originSecretNext means nothing without originSecret. Set originSecret as well.',
    ],
    [
      { ...ORIGIN, originSecretNext: ORIGIN.originSecret },
      'originSecretNext is originSecret. Set it to where the next secret is kept.',
    ],
    [
      { ...ORIGIN, executeApi: 'on' },
      'executeApi must be off with originSecret: requests go to the domain, through the proxy. Set executeApi=off.',
    ],
    [
      { clientAddress: 'cloudfront' },
      'clientAddress reads what a proxy wrote, and without originSecret a caller that goes around the proxy can write the same. Set originSecret as well.',
    ],
  ])('rejects %j', (parameters, sentence) => {
    expect(findOriginViolations(parameters)).toEqual([sentence]);
  });
});

describe('clientAddressOf', () => {
  it.each([
    [{}, null],
    [{ clientAddress: 'none' }, 'none'],
    [ORIGIN, 'cloudfront'],
    [{ ...ORIGIN, clientAddress: 'hops:2' }, 'hops:2'],
  ])('of %j is %s', (parameters, rule) => {
    expect(clientAddressOf(parameters)).toBe(rule);
  });
});
