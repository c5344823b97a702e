import type { GrantRules } from '@lambda-nest/access/policy';
import type { Deployment } from '@lambda-nest/toolkit/deployment';
import type { AuthorizerConfig, GatewayRoute } from '@lambda-nest/gateway/model';
import type { PortUse } from '../listen-on-loopback.ts';
import { PROVIDER_PORT, startProvider } from '../oidc/start-provider.ts';
import { writeRoles } from '../oidc/token-shapes.ts';
import {
  readGrantRules,
  readTrustedIssuer,
  type TrustedIssuer,
  type Variables,
} from '../oidc/trusted-issuer.ts';
import { firebaseVariables, type IdentityVariables } from '../start/function-variables.ts';
import { SEEDED_USERS, type SeededUser } from '@lambda-nest/toolkit/seeded-users';
import { FIREBASE_PORT, startIdentity, type LocalIdentity } from './start-identity.ts';

/** Whom function and gateway trust on this laptop. */
export type LocalIssuer = {
  variables: IdentityVariables;
  authorizer: AuthorizerConfig;
  grants: GrantRules;
  /** Absent where the issuer runs by itself. */
  port?: number;
  users: readonly SeededUser[];
  close(): Promise<void>;
};

export type IssuerOptions = {
  identityPort: number;
  projectId: string;
  /** Variables that the function will get, whichever issuer is trusted. */
  variables: Variables;
  log: (line: string) => void;
};

/** How to start the issuer: Firebase beside the build, another one once the routes are known. */
export type IssuerStart = {
  name: string;
  /** What will listen on the identity's port; nothing where the issuer runs by itself. */
  listens?: PortUse;
  start: (deployment: Promise<Deployment>) => Promise<LocalIssuer>;
};

/**
 * Chooses whom a laptop trusts: the issuer that the variables name, by a stand-in or where it runs on this machine, else
 * the local Firebase Auth.
 *
 * Throws {@link CannotStart} for an issuer that cannot be.
 */
export function chooseIssuer(options: IssuerOptions): IssuerStart {
  const issuer = readTrustedIssuer(options.variables);
  if (!issuer)
    return {
      name: 'the local Firebase Auth',
      listens: FIREBASE_PORT,
      start: (deployment) => startFirebase(deployment, options),
    };
  if (issuer.isOnThisMachine) return { name: issuer.issuer, start: async () => useRunning(issuer) };
  return {
    name: `a stand-in for ${issuer.issuer}`,
    listens: PROVIDER_PORT,
    start: async (deployment) => startStandIn(issuer, (await deployment).routes, options),
  };
}

async function startFirebase(
  deployment: Promise<Deployment>,
  { identityPort, projectId, variables, log }: IssuerOptions,
): Promise<LocalIssuer> {
  const grants = readGrantRules(variables);
  const claimsOf = (groups: readonly string[]): object => writeRoles({}, groups, { grants });
  const identity = await startIdentity({ port: identityPort, projectId, claimsOf, log });
  const further = await seedFurther(identity, deployment).catch(async (error: unknown) => {
    await identity.close();
    throw error;
  });
  const users = [...identity.users, ...further];
  return {
    variables: { defaults: firebaseVariables({ ...identity, users }) },
    authorizer: {
      issuer: identity.issuer,
      audience: [identity.projectId],
      discoveryUri: identity.discoveryUri,
    },
    grants,
    port: identity.port,
    users,
    close: identity.close,
  };
}

/** Users with the roles that the usual ones lack: which there are is known with the routes. */
async function seedFurther(
  { seed }: LocalIdentity,
  deployment: Promise<Deployment>,
): Promise<readonly SeededUser[]> {
  const users = usersFor(namesOf((await deployment).routes).roles);
  await seed(users);
  return users;
}

const OTHER_ISSUER = { AUTH_PASSWORD_FLOW: 'off' };

function useRunning({ issuer, audiences, parties, grants }: TrustedIssuer): LocalIssuer {
  return {
    variables: { defaults: OTHER_ISSUER },
    authorizer: { issuer, audience: audiences.length > 0 ? audiences : parties },
    grants,
    users: [],
    close: async () => {},
  };
}

async function startStandIn(
  issuer: TrustedIssuer,
  routes: readonly GatewayRoute[],
  { identityPort, log }: IssuerOptions,
): Promise<LocalIssuer> {
  const { roles, scopes } = namesOf(routes);
  // A stand-in asks for no password: one chooses who to be.
  const users = [...SEEDED_USERS, ...usersFor(roles)].map((user) => ({ ...user, password: '' }));
  const standIn = await startProvider({ issuer, users, scopes, port: identityPort, log });
  return {
    variables: {
      defaults: {
        ...OTHER_ISSUER,
        DOCS_CLIENT_ID: issuer.docsClientId,
        DOCS_SCOPES: ['openid', 'profile', 'email', ...scopes].join(' '),
      },
      fixed: { JWT_ISSUER_JWKS_URI: standIn.jwksUri, DOCS_DISCOVERY_URI: standIn.discoveryUri },
    },
    authorizer: {
      issuer: issuer.issuer,
      audience: issuer.audiences.length > 0 ? issuer.audiences : issuer.parties,
      discoveryUri: standIn.discoveryUri,
      isStandIn: true,
    },
    grants: issuer.grants,
    port: standIn.port,
    users,
    close: standIn.close,
  };
}

/** Every role and scope that a declaration names. */
function namesOf(routes: readonly GatewayRoute[]): { roles: readonly string[]; scopes: readonly string[] } {
  const declared = routes.flatMap(({ declaration }) =>
    declaration?.kind === 'restricted' ? [declaration] : [],
  );
  return {
    roles: [...new Set(declared.flatMap(({ roles = [] }) => roles))],
    scopes: [...new Set(declared.flatMap(({ scopes = [] }) => scopes))],
  };
}

/** One user with each role that none of the usual ones has. */
function usersFor(roles: readonly string[]): readonly SeededUser[] {
  const known = new Set(SEEDED_USERS.flatMap(({ groups }) => groups));
  return roles
    .filter((role) => !known.has(role))
    .map((role) => {
      const uid = role.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      return { uid, email: `${uid}@example.com`, password: 'password', displayName: role, groups: [role] };
    });
}
