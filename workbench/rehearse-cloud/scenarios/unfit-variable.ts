import { deepEqual, rejects } from 'node:assert/strict';
import { addressOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

const UNFIT = ['--param', 'gatewayAuthorizer=off', '--param', 'jwtMoreIssuers=[{"issuer":"nonsense"}]'];

export const unfitVariable: Scenario = {
  name: 'A version that fails at INIT only where it is deployed gets no request',
  async run({ deploy, ...rehearsal }) {
    const url = await addressOf({ deploy, ...rehearsal });
    const watch = watchRequests(`${url}/v1/manage/hc`, { describe: String });
    await rejects(deploy('dev', ...UNFIT), /release-check of BeforeAllowTraffic reported a failure/);
    const seen = await watch.stop();
    deepEqual([...seen.counts.keys()], ['200'], tell(seen));
    return `rolled back after the check, ${tell(seen)}`;
  },
};
