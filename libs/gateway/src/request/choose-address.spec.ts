import { describe, expect, it } from '@jest/globals';
import { chooseAddress, type AddressRule } from './choose-address.ts';

const EDGE = '130.176.0.1';
const CLIENT = '198.51.100.7';

const choose = (rule: AddressRule, forwardedFor: string, peer = EDGE, headers = {}): string =>
  chooseAddress(rule, { peer, headers: { 'x-forwarded-for': forwardedFor, ...headers } });

describe('chooseAddress', () => {
  it.each<[string, AddressRule, string, string]>([
    ['of nothing before AWS is whom AWS saw', { kind: 'peer' }, `6.6.6.6, ${CLIENT}, ${EDGE}`, EDGE],
    ['behind a proxy is whom that saw', { kind: 'hops', hops: 1 }, `${CLIENT}, ${EDGE}`, CLIENT],
    ['is not what a client made up', { kind: 'hops', hops: 1 }, `6.6.6.6, ${CLIENT}, ${EDGE}`, CLIENT],
    ['behind two is whom the first saw', { kind: 'hops', hops: 2 }, `${CLIENT}, 10.0.0.1, ${EDGE}`, CLIENT],
    ['is counted where AWS does not append its own', { kind: 'hops', hops: 1 }, `6.6.6.6, ${CLIENT}`, CLIENT],
    ['is no one’s where the chain is shorter', { kind: 'hops', hops: 3 }, `${CLIENT}, ${EDGE}`, ''],
    ['is no one’s where there is no chain', { kind: 'hops', hops: 1 }, '', ''],
    ['is no one’s where an entry is no address', { kind: 'hops', hops: 1 }, `unknown, ${EDGE}`, ''],
    ['is no one’s by no rule', { kind: 'none' }, `${CLIENT}, ${EDGE}`, ''],
  ])('%s', (_what, rule, forwardedFor, expected) => {
    expect(choose(rule, forwardedFor)).toBe(expected);
  });

  it.each([
    ['true-client-ip', CLIENT, CLIENT],
    ['true-client-ip', '2001:db8::1', '2001:db8::1'],
    ['true-client-ip', '[2001:db8::1]:443', '2001:db8::1'],
    ['cloudfront-viewer-address', `${CLIENT}:46532`, CLIENT],
    ['cloudfront-viewer-address', '2001:db8::1:46532', '2001:db8::1'],
    ['true-client-ip', `${CLIENT}, 6.6.6.6`, ''],
    ['true-client-ip', '<script>', ''],
    ['true-client-ip', '', ''],
  ])('reads the header %s: %j is %j', (name, value, expected) => {
    expect(choose({ kind: 'header', name }, '6.6.6.6', EDGE, { [name]: value })).toBe(expected);
  });

  it('is no one’s without the header', () => {
    expect(choose({ kind: 'header', name: 'true-client-ip' }, '6.6.6.6')).toBe('');
  });
});
