import { deepEqual, equal } from 'node:assert/strict';
import { addressOf } from '../deployed.ts';
import { signIn } from '../../sign-in.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

export const rotatedKeys: Scenario = {
  name: 'Keys that the identity provider rotates during a deployment lose no caller, with an old token or a new one',
  async run(rehearsal) {
    const { identityUrl, deploy } = rehearsal;
    const url = await addressOf(rehearsal);
    const tokenOf = async (): Promise<Record<string, string>> => ({
      authorization: `Bearer ${await signIn(url, 'user')}`,
    });
    const old = await tokenOf();
    const watch = (headers: Record<string, string>) =>
      watchRequests(`${url}/v1/users/whoami`, {
        headers,
        describe: (status) => `${status}`,
        perSecond: 5,
      });
    const withOld = watch(old);
    // Providers publish a key before they sign with it.
    await fetch(`${identityUrl}/_local/next-key`, { method: 'PUT' });
    const deploying = deploy('dev', '--param', 'artifact=dist/api.zip', '--param', 'logLevel=error');
    const rotated = await fetch(`${identityUrl}/_local/rotation`, { method: 'POST' });
    equal(rotated.status, 200);
    const withNew = watch(await tokenOf());
    await deploying;
    const seen = [await withOld.stop(), await withNew.stop()];
    for (const watched of seen) deepEqual([...watched.counts.keys()], ['200'], tell(watched));
    return `old token ${tell(seen[0]!)}; new token ${tell(seen[1]!)}`;
  },
};
