import { startGoogle } from '@lambda-nest/testing';

export type UserPool = Readonly<{ close(): Promise<void> }>;

/** Where the AWS SDK looks for a user pool, and with which credentials. */
const SDK_VARIABLES = {
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: '',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
} as const;

/**
 * Starts a user pool on loopback that has every user, each in all the groups, and points the AWS SDK of this process there until it is closed. As
 * much of Cognito as an application asks about accounts.
 *
 * @param groups names as the pool has them
 * @param isDisabled tells by the name of a user
 */
export async function startUserPool(
  groups: readonly string[],
  isDisabled: (username: string) => boolean,
): Promise<UserPool> {
  const server = await startGoogle(({ headers, body }) => {
    const operation = String(headers['x-amz-target']).split('.').at(-1);
    const { Username, Filter = '' } = JSON.parse(body) as { Username?: string; Filter?: string };
    const name = Username ?? /"(.*)"/.exec(Filter)?.[1] ?? 'uid-user';
    const user = { Username: name, Enabled: !isDisabled(name), UserStatus: 'CONFIRMED' };
    const attributes = [
      { Name: 'sub', Value: name },
      { Name: 'email', Value: `${name}@example.com` },
    ];
    const headersOfAws = { 'content-type': 'application/x-amz-json-1.1' };
    switch (operation) {
      case 'AdminGetUser':
        return { headers: headersOfAws, body: { ...user, UserAttributes: attributes } };
      case 'AdminListGroupsForUser':
        return { headers: headersOfAws, body: { Groups: groups.map((GroupName) => ({ GroupName })) } };
      case 'ListUsers':
      case 'ListUsersInGroup':
        return { headers: headersOfAws, body: { Users: [{ ...user, Attributes: attributes }] } };
      default:
        return { headers: headersOfAws, body: {} };
    }
  });
  const restore = setVariables({
    ...SDK_VARIABLES,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `http://${server.host}`,
  });
  return {
    close: async () => {
      restore();
      await server.close();
    },
  };
}

/** The SDK reads them from the environment of the process alone. */
function setVariables(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
