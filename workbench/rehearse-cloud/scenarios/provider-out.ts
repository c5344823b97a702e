import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { addressOf, versionAt } from '../deployed.ts';
import { signIn } from '../../sign-in.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

export const providerOut: Scenario = {
  name: 'While the identity provider is out environments that have its keys serve, the others reply 503, and no caller gets in that should not',
  async run(rehearsal) {
    const { identityUrl, deploy, run } = rehearsal;
    const url = await addressOf(rehearsal);
    await deploy('dev', '--param', 'artifact=dist/api.zip', '--param', 'logLevel=info');
    const version = await versionAt(url);
    const headersOf = async (user: 'user' | 'admin') => ({
      authorization: `Bearer ${await signIn(url, user)}`,
    });
    const [user, admin] = [await headersOf('user'), await headersOf('admin')];
    const statusOf = async (path: string, init: RequestInit = {}): Promise<number> =>
      (await fetch(`${url}/v1/${path}`, init)).status;
    equal(await statusOf('users/whoami', { headers: user }), 200);
    const outage = (method: 'PUT' | 'DELETE') => fetch(`${identityUrl}/_local/outage`, { method });
    const forged = { authorization: `${user.authorization.slice(0, -8)}AAAAAAAA` };
    const credentials = new URLSearchParams({ username: 'user@example.com', password: 'password' });

    const watch = watchRequests(`${url}/v1/users/whoami`, {
      headers: user,
      describe: (status) => `${status}`,
      perSecond: 5,
    });
    await outage('PUT');
    const replies = {
      public: await statusOf('manage/hc'),
      guarded: await statusOf('users/whoami', { headers: user }),
      looksUpTheAccount: await statusOf('admin/endpoints', { headers: admin }),
      withoutToken: await statusOf('users/whoami'),
      forged: await statusOf('users/whoami', { headers: forged }),
      signIn: await statusOf('auth/token', { method: 'POST', body: credentials }),
    };
    // New environments have no keys, so they cannot tell a forged token from a real one, and the check does not let them in.
    await rejects(
      deploy('dev', '--param', 'artifact=dist/api.zip', '--param', 'logLevel=warn'),
      /release-check of BeforeAllowTraffic reported a failure/,
    );
    const watched = await watch.stop();
    await outage('DELETE');
    deepEqual(
      replies,
      { public: 200, guarded: 200, looksUpTheAccount: 503, withoutToken: 401, forged: 401, signIn: 503 },
      JSON.stringify(replies),
    );
    // An environment that starts meanwhile has no keys, and says so: 503, and never 401, for the token may be good.
    deepEqual(
      [...watched.counts.keys()].filter((seen) => seen !== '200' && seen !== '503'),
      [],
      tell(watched),
    );
    ok((watched.counts.get('200') ?? 0) > (watched.counts.get('503') ?? 0), tell(watched));
    const { output } = await run([
      'libs/toolkit/src/logs/main.ts',
      '--stage',
      'dev',
      '--since',
      '5m',
      '--filter',
      '{ $.reason = "identity-unavailable" }',
    ]);
    match(output, /identity-unavailable/);
    equal(await statusOf('admin/endpoints', { headers: await headersOf('admin') }), 200);
    equal(await versionAt(url), version);
    return `${JSON.stringify(replies)}; beside it ${tell(watched)}`;
  },
};
