import { generateKeyPairSync, sign } from 'node:crypto';

/** A token that says whatever would let its bearer in, signed by a key that no issuer has. */
export function forgeToken({ issuer, audience }: Readonly<{ issuer: string; audience: string }>): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const now = Math.floor(Date.now() / 1000);
  const signed = [
    { alg: 'RS256', typ: 'JWT', kid: 'release-check' },
    { iss: issuer, aud: audience, sub: 'release-check', iat: now - 60, auth_time: now - 60, exp: now + 600 },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
