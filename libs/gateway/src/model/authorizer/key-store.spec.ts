import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Issuer } from '@lambda-nest/testing';
import { startIssuer } from '@lambda-nest/testing';
import { createKeyStore } from './key-store.ts';

const HOUR = 3_600_000;

let issuer: Issuer;

beforeEach(async () => {
  issuer = await startIssuer();
});

afterEach(() => issuer.close());

describe('createKeyStore', () => {
  it('keeps a key for two hours, even one that the issuer dropped', async () => {
    let now = 0;
    const keys = createKeyStore(issuer.discoveryUri, () => now);
    const key = await keys.find('k0');
    issuer.rotate();
    now = 2 * HOUR - 1;
    expect(await keys.find('k0')).toBe(key);
    now = 2 * HOUR;
    expect(await keys.find('k0')).toBeUndefined();
    expect(issuer.asked).toHaveLength(4);
  });

  it('looks for an unknown key at most once a second', async () => {
    let now = 0;
    const keys = createKeyStore(issuer.discoveryUri, () => now);
    for (const at of [0, 999, 1_000, 1_999]) {
      now = at;
      expect(await keys.find('other')).toBeUndefined();
    }
    expect(issuer.asked).toHaveLength(4);
  });

  it('asks again at once after it could not reach the issuer', async () => {
    const keys = createKeyStore(issuer.discoveryUri, () => 0);
    issuer.respond = (_request, response) => response.writeHead(503).end();
    await expect(keys.find('k0')).rejects.toThrow(
      'OIDC discovery endpoint communication error: it replied 503',
    );
    issuer.respond = undefined;
    expect(await keys.find('k0')).toBeDefined();
  });
});
