import { equal, match, rejects } from 'node:assert/strict';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { addressOf, versionAt } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

const LOG_GROUP = '/aws/lambda/lambda-nest-api-dev-release-check';
const SECRET = 'lambda-nest-api/dev';

const account = (user: string, ...roles: readonly string[]) => ({
  name: user,
  roles,
  username: `${user}@example.com`,
  password: 'password',
});
const CALLERS = [account('admin', 'USERS', 'ADMINS'), account('user', 'USERS'), account('guest')];

/** The secret with these callers as one of its members. */
const secretWith = (callers: readonly object[]): string =>
  JSON.stringify({ callers: JSON.stringify(callers) });

export const checkedCallers: Scenario = {
  name: 'The check of a version calls it as those whom a secret names, and lets no version live that lets a wrong role in or the right one out',
  async run(rehearsal) {
    const { client } = rehearsal;
    const url = await addressOf(rehearsal);
    const secrets = new SecretsManagerClient(client);
    const logs = new CloudWatchLogsClient(client);
    const said = async (since: number): Promise<string> => {
      const { events = [] } = await logs.send(
        new FilterLogEventsCommand({ logGroupName: LOG_GROUP, startTime: since }),
      );
      return events.map(({ message }) => message).join('\n');
    };
    let memoryMb = 1024;
    /** Deploys a version that differs from every one before by its memory, and by what is given. */
    const deploy = async (...parameters: readonly string[]): Promise<void> => {
      memoryMb += 1;
      const all = [
        'artifact=dist/api.zip',
        `releaseCallers=secretsmanager:${SECRET}:callers`,
        `memoryMb=${memoryMb}`,
        ...parameters,
      ];
      await rehearsal.deploy('dev', ...all.flatMap((one) => ['--param', one]));
    };
    const isRejected = async (expected: RegExp, ...parameters: readonly string[]): Promise<void> => {
      const since = Date.now();
      await rejects(deploy(...parameters), /release-check of BeforeAllowTraffic reported a failure/);
      match(await said(since), expected);
      equal(await versionAt(url), live);
    };

    const live = await versionAt(url);
    await isRejected(
      /The secret of releaseCallers cannot be read from secretsmanager:[^ ]+ ResourceNotFoundException/,
    );
    await secrets.send(new CreateSecretCommand({ Name: SECRET, SecretString: secretWith(CALLERS) }));

    const since = Date.now();
    await deploy();
    const good = await said(since);
    match(good, /requests as admin \(role USERS, role ADMINS\), all as declared/);
    match(good, /requests as guest \(no role\), all as declared/);

    // The provider's USERS would be administrators.
    await isRejected(/ as user has the status \d+\. Expected: 403/, 'roleNames=USERS=ADMINS');
    // Roles would be read where there are none.
    await isRejected(/ as admin has the status 403\. Expected: no 401, 403/, 'rolesClaim=elsewhere');

    await secrets.send(
      new PutSecretValueCommand({
        SecretId: SECRET,
        SecretString: secretWith([{ ...account('user', 'USERS'), password: 'of-yesterday' }]),
      }),
    );
    await isRejected(/user cannot sign in: the version replies with the status 400 \(invalid_grant\)/);
    await secrets.send(
      new PutSecretValueCommand({
        SecretId: SECRET,
        SecretString: secretWith([
          {
            name: 'program',
            tokenUrl: 'http://127.0.0.1:1/token',
            form: { grant_type: 'client_credentials', client_secret: 'of-the-program' },
          },
        ]),
      }),
    );
    await isRejected(/the token endpoint of 127\.0\.0\.1:1 gives no reply .* not the version's doing/);

    const all = await said(0);
    for (const secret of ['password"', 'of-yesterday', 'of-the-program', 'eyJ'])
      equal(all.includes(secret), false, `The log of the check has ${secret} in it.`);
    return good
      .split('\n')
      .flatMap((line) => /\d+ requests as [^"]+/.exec(line) ?? [])
      .join('\n');
  },
};
