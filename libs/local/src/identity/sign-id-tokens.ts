import { AsyncLocalStorage } from 'node:async_hooks';
import type { KeyObject } from 'node:crypto';
import type { SigningKey } from './create-signing-key.ts';

type SignOptions = { algorithm?: string; issuer?: string; keyid?: string };
type Sign = (payload: object, secret: string | KeyObject, options?: SignOptions) => string;

const SIGNED_ISSUER = 'https://securetoken.google.com/';

const signing = new AsyncLocalStorage<SigningKey>();

/** Runs a request of the emulator with the key its ID tokens are signed with. */
export function withSigningKey(key: SigningKey, run: () => void): void {
  signing.run(key, run);
}

/**
 * Makes the emulator sign its ID tokens RS256.
 *
 * It writes them with `alg: none`, which no gateway and no verifier can honestly accept. Session cookies and
 * everything else stay as they are.
 */
export function signIdTokens(jsonwebtoken: { sign: Sign }): void {
  const original = jsonwebtoken.sign;
  jsonwebtoken.sign = (payload, secret, options = {}) => {
    const key = signing.getStore();
    const isIdToken = options.algorithm === 'none' && options.issuer?.startsWith(SIGNED_ISSUER);
    if (!isIdToken || !key) return original(payload, secret, options);
    return original(payload, key.privateKey, { ...options, algorithm: 'RS256', keyid: key.kid });
  };
}
