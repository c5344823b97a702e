import { findRoleClaimViolation, parseRoleNames, type GrantRules } from '@lambda-nest/access/policy';
import {
  CognitoStore,
  FirebaseStore,
  loadCognito,
  type AccountStore,
} from '@lambda-nest/accounts/management';
import { loadAccountMail, loadAccounts } from '@lambda-nest/identity';
import { CommandError } from '../command-error.ts';
import type { UsersArguments } from './read-arguments.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const LOCAL_KEY = 'local';

/**
 * Opens the accounts that a command is about: those of a Firebase project, of a Cognito user pool, or of the local identity
 * that `npm start` runs.
 *
 * @param environment says where accounts keep their groups, as it does for the application
 */
export async function openAccounts(
  { project, userPool }: Pick<UsersArguments, 'project' | 'userPool'>,
  environment: Environment,
): Promise<AccountStore> {
  const grants = readRules(environment);
  if (userPool !== undefined) return openUserPool(userPool, grants);
  const local = project === undefined ? await findLocal(environment) : undefined;
  const projectId = project ?? local?.projectId ?? '';
  const emulatorHost = local?.host;
  const apiKey = local ? LOCAL_KEY : environment['FIREBASE_APP_API_KEY'];
  const mail = apiKey === undefined ? undefined : await loadAccountMail({ apiKey, emulatorHost });
  // Google asks people, and not programs, for a project that pays.
  if (!local) process.env['GOOGLE_CLOUD_QUOTA_PROJECT'] ??= projectId;
  return new FirebaseStore({
    users: await loadAccounts({ projectId, emulatorHost, tenantId: environment['FIREBASE_TENANT_ID'] }),
    grants,
    sendPasswordReset: mail?.sendPasswordReset,
  });
}

/** `eu-west-1_AbC123`: the region is in the id. */
function openUserPool(userPoolId: string, grants: GrantRules): AccountStore {
  const [, region] = /^([a-z]{2}(?:-[a-z]+)+-\d)_\w+$/.exec(userPoolId) ?? [];
  if (region === undefined)
    throw new CommandError('--user-pool must be the id of a user pool, such as eu-west-1_AbC123.');
  const sdk = loadCognito();
  const client = new sdk.CognitoIdentityProviderClient({ region });
  return new CognitoStore({ sdk, client, userPoolId, grants });
}

function readRules(environment: Environment): GrantRules {
  const rolesClaim = environment['JWT_AUTHORIZATION_GROUPS_ATTR_NAME'] ?? 'groups';
  const violation = findRoleClaimViolation(rolesClaim);
  if (violation !== undefined) throw new CommandError(`JWT_AUTHORIZATION_GROUPS_ATTR_NAME ${violation}`);
  const names = environment['JWT_ROLE_NAMES'];
  const roleNames = names ? parseRoleNames(names) : undefined;
  if (names && !roleNames)
    throw new CommandError('JWT_ROLE_NAMES must list names and roles, such as /ADMINS=ADMINS,/STAFF=USERS.');
  const scopeClaims = environment['JWT_SCOPE_CLAIMS']?.split(',').map((name) => name.trim());
  return { rolesClaim, roleNames, scopeClaims };
}

const FIREBASE = 'https://securetoken.google.com/';

/** @throws CommandError when no local Firebase Auth runs */
async function findLocal(environment: Environment): Promise<{ host: string; projectId: string }> {
  const host = `127.0.0.1:${environment['IDENTITY_PORT'] ?? '9099'}`;
  const issuer = await readIssuer(host);
  if (issuer?.startsWith(FIREBASE) === true) return { host, projectId: issuer.slice(FIREBASE.length) };
  throw new CommandError(
    issuer === undefined
      ? `Nothing issues identities at ${host}. Run npm start in another terminal, or name the accounts: ` +
          '--project <Firebase project> or --user-pool <Cognito user pool>.'
      : `The local identity stands in for ${issuer}, whose accounts are managed there.`,
  );
}

async function readIssuer(host: string): Promise<string | undefined> {
  try {
    const response = await fetch(`http://${host}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(5_000),
    });
    return ((await response.json()) as { issuer?: string }).issuer;
  } catch (error) {
    // Nothing listens there, or something else than an identity does.
    if (error instanceof SyntaxError || (error as Error).message === 'fetch failed') return undefined;
    throw error;
  }
}
