import type { ProviderShape } from './provider-shape.ts';
import type { TokenContent, TokenGrant, TokenIssuer } from './token-issuer.ts';

type Claims = Readonly<Record<string, unknown>>;

/** An issuer whose tokens look as a provider documents them. */
export function issuerOfShape(shape: ProviderShape): TokenIssuer {
  const { issuer, audience, rolesAt, scopesAt, machine, environment, otherKinds = {}, forOthers } = shape;
  const { algorithm = 'RS256' } = shape;
  const hasScopes = scopesAt !== undefined;
  return {
    issuer,
    audience,
    algorithm,
    isForGateway: algorithm.startsWith('RS') && ['scp', 'scope', undefined].includes(scopesAt?.claim),
    hasRoles: rolesAt !== undefined,
    hasScopes,
    hasMachineScopes: hasScopes && !(machine !== undefined && scopesAt.claim in machine),
    hasMachines: machine !== undefined,
    machinesHaveRoles: environment['JWT_MACHINE_ROLES'] === 'on',
    describe: (grant) => describeToken(shape, grant),
    otherKinds: {
      ...otherKinds,
      ...(forOthers && { 'given to another client': { claims: forOthers } }),
    },
  };
}

function describeToken(
  shape: ProviderShape,
  { subject, roles, scopes, isMachine }: TokenGrant,
): TokenContent {
  const { issuer, header = {}, claims, rolesAt, scopesAt, machine = {} } = shape;
  const own = {
    iss: issuer,
    ...nameSubject(claims, subject),
    ...(scopesAt && { [scopesAt.claim]: writeScopes(scopes, scopesAt.form) }),
    ...(isMachine && machine),
  };
  return { header, claims: rolesAt ? put(own, rolesAt, renameRoles(roles, shape)) : own };
}

/** Every claim that is the subject, such as Firebase's `user_id`. */
function nameSubject(claims: Claims, subject: string): Claims {
  const { sub } = claims;
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, value === sub ? subject : value]),
  );
}

function writeScopes(scopes: readonly string[], form: 'text' | 'list'): unknown {
  if (scopes.length === 0) return undefined;
  return form === 'list' ? scopes : scopes.join(' ');
}

function renameRoles(roles: unknown, { roleNames = {} }: ProviderShape): unknown {
  return Array.isArray(roles) ? roles.map((role: string) => roleNames[role] ?? role) : roles;
}

function put(claims: Claims, [name = '', ...rest]: readonly string[], value: unknown): Claims {
  if (rest.length === 0) return { ...claims, [name]: value };
  return { ...claims, [name]: put((claims[name] ?? {}) as Claims, rest, value) };
}
