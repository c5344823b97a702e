import type { Declaration } from '@lambda-nest/access/policy';
import { createSigningKey, mint, type MintOptions } from '@lambda-nest/testing';
import type { Credential } from './credential.ts';
import { personasFor, type Persona } from './persona.ts';

const HOUR = 3600;

/** The published key's id with another key behind it. */
const FOREIGN_KEY = createSigningKey('k1');

/**
 * Every credential a route is called with, minted for the issuer of the tests. Each token that must be rejected is the
 * token of a caller whom the route would let in, with one thing wrong.
 *
 * @param rolesClaim name of the claim that holds the roles
 */
export function makeCredentials(declaration: Declaration, rolesClaim = 'groups'): readonly Credential[] {
  const personas = personasFor(declaration);
  const rightful = personas.find(({ name }) => name.startsWith('right role')) ?? personas[0];
  const payload = rightful ? claimsOf(rightful, rolesClaim) : {};
  const now = Math.floor(Date.now() / 1000);
  const broken: readonly (readonly [string, MintOptions])[] = [
    ['forged', { key: FOREIGN_KEY }],
    ['signature of another token', { sign: 'foreign', payload: { sub: 'uid-other' } }],
    ['public key as secret', { sign: 'HS256:pem', header: { alg: 'HS256' } }],
    ['alg none', { sign: 'none', header: { alg: 'none' } }],
    ['alg none, signature kept', { header: { alg: 'none' } }],
    ['expired', { payload: { iat: now - 2 * HOUR, auth_time: now - 2 * HOUR, exp: now - HOUR } }],
    ['not yet valid', { payload: { iat: now + HOUR, nbf: now + HOUR, exp: now + 2 * HOUR } }],
    ['wrong issuer', { payload: { iss: 'https://securetoken.google.com/another-project' } }],
    ['wrong audience', { payload: { aud: 'another-project' } }],
  ];
  return [
    { name: 'no token' },
    { name: 'garbage', authorization: 'Bearer garbage' },
    ...broken.map(([name, options]) => ({
      name,
      authorization: bearer({ ...options, payload: { ...payload, ...options.payload } }),
    })),
    ...personas.map((persona) => ({
      name: persona.name,
      authorization: bearer({ payload: claimsOf(persona, rolesClaim) }),
      caller: { roles: persona.roles, scopes: persona.scopes },
    })),
  ];
}

function claimsOf({ name, roles, scopes, isMachine, ...persona }: Persona, rolesClaim: string) {
  const sub = `uid-${name.replaceAll(/\W+/g, '-')}`;
  const held = 'rolesClaim' in persona ? persona.rolesClaim : roles;
  return {
    sub,
    user_id: sub,
    // A provider that grants nothing leaves the claim out.
    [rolesClaim]: Array.isArray(held) && held.length === 0 ? undefined : held,
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    ...(isMachine ? { gty: 'client-credentials', email: undefined } : {}),
  };
}

function bearer(options: MintOptions): string {
  return `Bearer ${mint(options)}`;
}
