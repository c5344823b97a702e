import { deepEqual, ok } from 'node:assert/strict';
import { addressOf, raiseVersion } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

export const canary: Scenario = {
  name: 'A canary gets its share of the requests, and then all of them',
  async run(rehearsal) {
    const url = await addressOf(rehearsal);
    const { before, after } = await raiseVersion(rehearsal);
    const watch = watchRequests(`${url}/v1/manage/hc`, { describe });
    await rehearsal.deploy(
      'dev',
      ...['release=canary', 'releasePercent=30', 'releaseMinutes=1'].flatMap((text) => ['--param', text]),
    );
    await fetch(`${url}/v1/manage/hc`);
    const seen = await watch.stop();
    deepEqual(seen.changes.at(-1), `200 ${after}`);
    deepEqual([...seen.counts.keys()], [`200 ${before}`, `200 ${after}`], tell(seen));
    ok(seen.changes.length > 2, 'Both versions served at the same time.');
    return tell(seen);
  },
};

function describe(status: number, body: string): string {
  return `${status} ${/"version":"([^"]+)"/.exec(body)?.[1] ?? body}`;
}
