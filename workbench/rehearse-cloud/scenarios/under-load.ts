import { deepEqual } from 'node:assert/strict';
import { addressOf, raiseVersion } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

export const underLoad: Scenario = {
  name: 'Under 20 requests a second, the next version takes over without a failed request',
  async run(rehearsal) {
    const url = await addressOf(rehearsal);
    const { before, after } = await raiseVersion(rehearsal);
    const watch = watchRequests(`${url}/v1/manage/hc`, { describe });
    await rehearsal.deploy('dev');
    await fetch(`${url}/v1/manage/hc`);
    const seen = await watch.stop();
    deepEqual(seen.changes.at(-1), `200 ${after}`);
    deepEqual([...seen.counts.keys()], [`200 ${before}`, `200 ${after}`], tell(seen));
    return tell(seen);
  },
};

function describe(status: number, body: string): string {
  return `${status} ${/"version":"([^"]+)"/.exec(body)?.[1] ?? body}`;
}
