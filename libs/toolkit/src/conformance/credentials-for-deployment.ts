import type { Declaration } from '@lambda-nest/access/policy';
import { createSigningKey, mint, type SigningKey } from '@lambda-nest/testing';
import type { Credential } from './credential.ts';
import type { GivenToken } from './read-tokens.ts';

let foreignKey: SigningKey | undefined;

/**
 * Every credential a route of a deployment is called with: the tokens that were given, and what any caller can make of
 * them without the issuer's key. Expired tokens and those of other issuers cannot be made; they have to be given.
 */
export function credentialsForDeployment(
  declaration: Declaration,
  given: readonly GivenToken[],
): readonly Credential[] {
  const good = given.find(({ caller }) => caller);
  return [
    { name: 'no token' },
    { name: 'garbage', authorization: 'Bearer garbage' },
    ...forge(good?.token ?? mint()).map(([name, token]) => ({ name, authorization: `Bearer ${token}` })),
    ...(good
      ? [{ name: 'roles and scopes written in', authorization: `Bearer ${tamper(good, declaration)}` }]
      : []),
    ...given.map(({ name, token, caller }) => ({
      name: caller ? `token ${name}` : `rejected token ${name}`,
      authorization: `Bearer ${token}`,
      ...(caller && { caller }),
    })),
  ];
}

/** What a token becomes in the hands of an attacker who has another key, or none. */
function forge(token: string): readonly (readonly [name: string, token: string])[] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const key = (foreignKey ??= createSigningKey());
  const none = encode({ ...decode(header), alg: 'none' });
  return [
    ['forged', mint({ headerText: text(header), payloadText: text(payload), key })],
    ['alg none', `${none}.${payload}.`],
    ['alg none, signature kept', `${none}.${payload}.${signature}`],
  ];
}

/** Whatever the route wants, written into a user's token; the signature stays the issuer's. */
function tamper({ token, claims, rolesClaim }: GivenToken, declaration: Declaration): string {
  const [header, , signature] = token.split('.');
  const { roles = ['ADMINS'], scopes = [] } = declaration.kind === 'restricted' ? declaration : {};
  return [header, encode({ ...claims, [rolesClaim]: roles, scope: scopes.join(' ') }), signature].join('.');
}

const text = (part: string): string => Buffer.from(part, 'base64url').toString();
const decode = (part: string): object => JSON.parse(text(part)) as object;
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
