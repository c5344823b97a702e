import { describe, expect, it } from '@jest/globals';
import { presetFor } from './issuer.presets.ts';
import { readAddress } from './read-address.ts';

const rejection = 'It must be an https URL without user, query or fragment.';

describe('readAddress', () => {
  it.each([
    'https://keys.example.com',
    'https://keys.example.com/',
    'https://keys.example.com:8443/a/b.json',
    'https://keys.example.com/accounts/name@example.com',
    String(presetFor({ firebaseProjectId: 'demo-proj' }).jwksUri),
  ])('takes %s', (value) => {
    expect(readAddress('It', value).href).toBe(new URL(value).href);
  });

  it.each([
    '',
    'keys.example.com',
    'ftp://keys.example.com/',
    'http://keys.example.com/',
    'http://127.0.0.1/',
    'https://user@keys.example.com/',
    'https://user:password@keys.example.com/a@b',
    'https://keys.example.com/?a',
    'https://keys.example.com/#a',
    'https://keys.example.com\\@other.example.com/',
    'https://keys.example.com/a b',
    'https:///keys.example.com/',
    'https:keys.example.com/',
  ])('rejects %j', (value) => {
    expect(() => readAddress('It', value)).toThrow(rejection);
  });

  it('takes http on a loopback host when that is allowed', () => {
    const options = { allowHttpLoopback: true };

    expect(readAddress('It', 'http://127.0.0.1:9099/jwks.json', options).port).toBe('9099');
    expect(() => readAddress('It', 'http://keys.example.com/', options)).toThrow(
      'It must be an https URL, or http on a loopback host, without user, query or fragment.',
    );
  });

  it.each([
    ['no address', 'keys.example.com'],
    ['nothing', ''],
    ['another scheme', 'ftp://127.0.0.1/'],
    ['a host that begins like this machine', 'http://127.0.0.1.evil.example/'],
    ['a user before this machine', 'http://keys.example.com@127.0.0.1/'],
  ])('says the same of %s: %j', (_, value) => {
    expect(() => readAddress('It', value, { allowHttpLoopback: true })).toThrow(
      new TypeError('It must be an https URL, or http on a loopback host, without user, query or fragment.'),
    );
  });
});
