import { describe, expect, it } from '@jest/globals';
import type { Declaration } from '@lambda-nest/access/policy';
import type { Credential } from './credential.ts';
import { expectAtHandler, expectThroughGateway, type ExpectedResponse } from './expected-response.ts';
import { makeCredentials } from './make-credentials.ts';

/** Written by hand: what the suite expects is derived, so something must say that it is derived rightly. */
const DECLARATIONS = {
  public: { kind: 'public' },
  signedIn: { kind: 'signed-in' },
  role: { kind: 'restricted', roles: ['A', 'B'] },
  scope: { kind: 'restricted', scopes: ['x:read', 'x:write'] },
  both: { kind: 'restricted', roles: ['A'], scopes: ['x:read'] },
} as const satisfies Record<string, Declaration>;

const NOBODY_ACCEPTS = [
  'garbage',
  'forged',
  'signature of another token',
  'public key as secret',
  'alg none',
  'alg none, signature kept',
  'expired',
  'not yet valid',
  'wrong issuer',
  'wrong audience',
];

const GENUINE: readonly (readonly [
  credential: string,
  declaration: keyof typeof DECLARATIONS,
  gateway: string,
  handler: string,
])[] = [
  ['no role', 'signedIn', 'reached', 'reached'],
  ['machine', 'signedIn', 'reached', 'reached'],
  ['no role', 'role', '403 403002', '403 403002'],
  ['roles run together', 'role', '403 403002', '403 403002'],
  ['wrong role', 'role', '403 403003', '403 403003'],
  ['right role A', 'role', 'reached', 'reached'],
  ['right role B', 'role', 'reached', 'reached'],
  ['missing scope', 'role', 'reached', 'reached'],
  ['machine', 'role', '403 403002', '403 403002'],
  ['no role', 'scope', 'reached', 'reached'],
  ['missing scope', 'scope', '403 Forbidden', '403 403005'],
  ['wrong scope', 'scope', '403 Forbidden', '403 403005'],
  ['right scope x:read', 'scope', 'reached', 'reached'],
  ['right scope x:write', 'scope', 'reached', 'reached'],
  ['machine', 'scope', 'reached', 'reached'],
  ['no role', 'both', '403 403002', '403 403002'],
  ['wrong role', 'both', '403 403003', '403 403003'],
  ['right role A', 'both', 'reached', 'reached'],
  ['missing scope', 'both', '403 Forbidden', '403 403005'],
  ['right scope x:read', 'both', 'reached', 'reached'],
  ['machine', 'both', '403 403002', '403 403002'],
];

describe('what is expected', () => {
  it.each(makeCredentials(DECLARATIONS.public))('of a public route is a response for $name', (credential) => {
    expect(inWords(DECLARATIONS.public, credential)).toEqual(['reached', 'reached']);
  });

  it.each(['signedIn', 'role', 'scope', 'both'] as const)(
    'of the route %s without a token is a bare challenge',
    (name) => {
      const declaration = DECLARATIONS[name];
      const credential = find(declaration, 'no token');
      expect(inWords(declaration, credential)).toEqual(['401 Unauthorized', '401 401001']);
      expect(expectAtHandler(declaration, credential)).toMatchObject({ challenge: 'Bearer' });
    },
  );

  describe.each(['signedIn', 'role', 'scope', 'both'] as const)('of the route %s', (name) => {
    it.each(NOBODY_ACCEPTS)('is invalid_token for a token that is: %s', (credential) => {
      const declaration = DECLARATIONS[name];
      const found = find(declaration, credential);
      expect(inWords(declaration, found)).toEqual(['401 Unauthorized', '401 401001']);
      expect(expectAtHandler(declaration, found)).toMatchObject({
        challenge: 'Bearer error="invalid_token"',
      });
    });
  });

  it.each(GENUINE)(
    'for %s of the route %s is %s, at the handler %s',
    (credential, name, gateway, handler) => {
      const declaration = DECLARATIONS[name];
      expect(inWords(declaration, find(declaration, credential))).toEqual([gateway, handler]);
    },
  );

  it('names every scope of the route in the challenge of the application', () => {
    expect(expectAtHandler(DECLARATIONS.scope, find(DECLARATIONS.scope, 'missing scope'))).toMatchObject({
      challenge: 'Bearer error="insufficient_scope", scope="x:read x:write"',
    });
  });

  it('is no challenge where a role is missing', () => {
    expect(expectAtHandler(DECLARATIONS.role, find(DECLARATIONS.role, 'wrong role'))).toMatchObject({
      challenge: null,
    });
  });
});

function find(declaration: Declaration, name: string): Credential {
  const found = makeCredentials(declaration).find((credential) => credential.name === name);
  if (!found) throw new Error(`No credential is named ${name}.`);
  return found;
}

function inWords(declaration: Declaration, credential: Credential): readonly string[] {
  return [expectThroughGateway(declaration, credential), expectAtHandler(declaration, credential)].map(
    describeResponse,
  );
}

function describeResponse(expected: ExpectedResponse): string {
  if (expected === 'reached') return expected;
  return `${expected.status} ${String(expected.body['code'] ?? expected.body['message'])}`;
}
