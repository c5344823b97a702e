import { isDeepStrictEqual } from 'node:util';
import { isVerifiedByGateway } from '@lambda-nest/identity';
import { DEFAULT_SCOPE_CLAIMS } from '@lambda-nest/identity/claims';
import { TEST_ENVIRONMENT } from '@lambda-nest/testing/api';
import {
  issuerOfShape,
  PROVIDER_SHAPES,
  type ProviderShape,
  type TokenContent,
  type TokenGrant,
  type TokenIssuer,
} from '@lambda-nest/testing/providers';
import { SEEDED_USERS } from '@lambda-nest/toolkit/seeded-users';
import { hasPrograms, shapeToken, wayOf, writeRoles } from '../oidc/token-shapes.ts';
import {
  readGrantRules,
  readTrustedIssuer,
  type TrustedIssuer,
  type Variables,
} from '../oidc/trusted-issuer.ts';

/**
 * The issuer that an application's variables name, with tokens as `npm start` has them: in the form of that provider, with
 * the configured audience, client, and place of the roles. Without `JWT_ISSUER` a Firebase project, by default that of `startApi`.
 *
 * Throws `CannotStart` for an issuer that the application would reject at start.
 */
export function issuerOfEnvironment(variables: Variables): TokenIssuer {
  const hasMore = Boolean(variables['JWT_MORE_ISSUERS']?.trim());
  const trusted = readTrustedIssuer(variables);
  const issuer = trusted ? describeIssuer(trusted) : describeProject(variables);
  return hasMore ? { ...issuer, isForGateway: false } : issuer;
}

/** Roles and scopes are custom claims there, and stand wherever they are looked for. */
function describeProject(variables: Variables): TokenIssuer {
  const { FIREBASE_PROJECT_ID: project = TEST_ENVIRONMENT.FIREBASE_PROJECT_ID, FIREBASE_TENANT_ID: tenant } =
    variables;
  const { rolesClaim, roleNames = new Map<string, string>(), scopeClaims = [] } = readGrantRules(variables);
  const { claims, ...shape } = PROVIDER_SHAPES['Firebase, ID token'] as ProviderShape;
  const { firebase } = claims as { firebase: object };
  return issuerOfShape({
    ...shape,
    issuer: `https://securetoken.google.com/${project}`,
    audience: project,
    claims: { ...claims, aud: project, firebase: { ...firebase, ...(tenant && { tenant }) } },
    rolesAt: wayOf(rolesClaim),
    roleNames: Object.fromEntries([...roleNames].map(([name, role]) => [role, name])),
    scopesAt: { claim: scopeClaims[0] ?? 'scope', form: 'text' },
  });
}

function describeIssuer(trusted: TrustedIssuer): TokenIssuer {
  const { issuer, audiences, parties, algorithm, grants } = trusted;
  const [audience] = audiences;
  const describe = (grant: TokenGrant): TokenContent => describeToken(grant, trusted);
  const hasScopes = saysScopes(describe, false);
  const isReadByGateway = (grants.scopeClaims ?? []).every((name) => DEFAULT_SCOPE_CLAIMS.includes(name));
  return {
    issuer,
    ...(audience !== undefined && { audience }),
    algorithm,
    isForGateway: audience !== undefined && isReadByGateway && isVerifiedByGateway(algorithm),
    hasRoles: true,
    hasScopes,
    hasMachines: hasPrograms(trusted),
    hasMachineScopes: saysScopes(describe, true),
    machinesHaveRoles: grants.machinesHaveRoles ?? false,
    describe,
    otherKinds:
      parties.length === 0 ? {} : { 'given to another client': { claims: changeClient(describe(USER)) } },
  };
}

const USER: TokenGrant = { subject: 'uid-user', scopes: [] };

/** Whether a scope makes a difference to a token. */
function saysScopes(describe: TokenIssuer['describe'], isMachine: boolean): boolean {
  const [without, withOne] = [[], ['any:scope']].map((scopes) => describe({ ...USER, scopes, isMachine }));
  return !isDeepStrictEqual(without, withOne);
}

/** The claims that name the client, with another one's name. */
function changeClient({ claims }: TokenContent): TokenContent['claims'] {
  const named = ['azp', 'client_id', 'cid', 'appid'].filter((name) => name in claims);
  return Object.fromEntries(named.map((name) => [name, 'another-client']));
}

function describeToken({ subject, roles, scopes, isMachine = false }: TokenGrant, trusted: TrustedIssuer) {
  const [seeded] = SEEDED_USERS;
  const now = Math.floor(Date.now() / 1000);
  const grant = {
    user: isMachine || !seeded ? undefined : { ...seeded, uid: subject, groups: [] },
    clientId: isMachine ? 'my-program' : trusted.docsClientId,
    scopes,
    issuedAt: now - 60,
    expiresAt: now + 3540,
    id: 'token-1',
  };
  const { header, claims } = shapeToken(grant, trusted);
  return { header, claims: roles === undefined ? claims : writeRoles(claims, roles, trusted) };
}
