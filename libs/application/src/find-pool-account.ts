import type * as Cognito from '@aws-sdk/client-cognito-identity-provider';
import type { PoolAccount } from '@lambda-nest/identity';
import { requireSdk } from './require-sdk.ts';

/** Milliseconds for each question, one repetition included. */
const TIMEOUT_MS = 2_000;

/**
 * Looks users of a pool up by name, with the AWS SDK that Lambda's runtime brings: it is loaded with the first question. The role of the function
 * needs `cognito-idp:AdminGetUser` and `cognito-idp:AdminListGroupsForUser` for the pool.
 */
export function findPoolAccount(pool: Readonly<{ region: string; userPoolId: string }>) {
  let opened: ReturnType<typeof open> | undefined;
  return async (username: string): Promise<PoolAccount | undefined> => {
    const { sdk, client } = (opened ??= open(pool.region));
    const user = { UserPoolId: pool.userPoolId, Username: username };
    try {
      const [{ Enabled }, groups] = await Promise.all([
        client.send(new sdk.AdminGetUserCommand(user), { requestTimeout: TIMEOUT_MS }),
        listGroups(sdk, client, user),
      ]);
      return { isEnabled: Enabled === true, groups };
    } catch (error) {
      if (error instanceof Error && error.name === 'UserNotFoundException') return undefined;
      throw error;
    }
  };
}

function open(region: string) {
  const sdk = requireSdk<typeof Cognito>('@aws-sdk/client-cognito-identity-provider');
  return { sdk, client: new sdk.CognitoIdentityProviderClient({ region, maxAttempts: 2 }) };
}

async function listGroups(
  sdk: typeof Cognito,
  client: Cognito.CognitoIdentityProviderClient,
  user: Readonly<{ UserPoolId: string; Username: string }>,
): Promise<readonly string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const command = new sdk.AdminListGroupsForUserCommand({ ...user, NextToken });
    const page = await client.send(command, { requestTimeout: TIMEOUT_MS });
    names.push(...(page.Groups ?? []).map(({ GroupName = '' }) => GroupName));
    ({ NextToken } = page);
  } while (NextToken);
  return names;
}
