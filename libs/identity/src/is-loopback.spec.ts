import { describe, expect, it } from '@jest/globals';
import { isLoopback } from './is-loopback.ts';

describe('isLoopback', () => {
  it.each(['localhost', '127.0.0.1', '127.255.255.254', '[::1]'])('knows %s for this machine', (hostname) => {
    expect(isLoopback(hostname)).toBe(true);
  });

  it.each([
    ['a name that begins like it', 'localhost.evil.example'],
    ['a name that begins like its number', '127.0.0.1.evil.example'],
    ['a name that ends like it', 'evil-localhost'],
    ['a domain of that name', 'evil.localhost'],
    ['a number that ends like it', '10.127.0.0.1'],
    ['an address that begins like it', '[::1]:9099'],
    ['an address that ends like it', '[fe80::1]'],
    ['every address of a machine', '0.0.0.0'],
    ['a neighbour', '128.0.0.1'],
    ['nothing', ''],
  ])('takes %s for another: %s', (_, hostname) => {
    expect(isLoopback(hostname)).toBe(false);
  });
});
