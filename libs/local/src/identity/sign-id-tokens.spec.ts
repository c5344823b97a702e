import { expect, it } from '@jest/globals';
import { createSigningKey } from './create-signing-key.ts';
import { signIdTokens, withSigningKey } from './sign-id-tokens.ts';

const ID_TOKEN = 'https://securetoken.google.com/demo-local';

it.each([
  ['an ID token', { algorithm: 'none', issuer: ID_TOKEN }, 'RS256'],
  ['a session cookie', { algorithm: 'none' }, 'none'],
  [
    'a token of another issuer',
    { algorithm: 'none', issuer: 'https://session.firebase.google.com/demo' },
    'none',
  ],
  ['a token that is signed already', { algorithm: 'HS256', issuer: ID_TOKEN }, 'HS256'],
])('signs %s accordingly', (_what, options, algorithm) => {
  const key = createSigningKey();
  const jsonwebtoken = { sign: (_payload: object, _secret: unknown, used?: object) => JSON.stringify(used) };
  signIdTokens(jsonwebtoken);
  withSigningKey(key, () => {
    const used = JSON.parse(jsonwebtoken.sign({}, 'fake-secret', options)) as object;
    expect(used).toEqual(algorithm === 'RS256' ? { ...options, algorithm, keyid: key.kid } : options);
  });
});
