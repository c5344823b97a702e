import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { addressOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

/** Ten times what the stage dev lets through. */
const FLOOD_PER_SECOND = 200;
const FLOOD_MS = 5000;

export const beyondThrottle: Scenario = {
  name: 'Ten times the throttle gets 429 at the gateway, the rest its response, and all is well afterwards',
  async run(rehearsal) {
    const url = await addressOf(rehearsal);
    const watch = watchRequests(`${url}/v1/manage/hc`, {
      perSecond: FLOOD_PER_SECOND,
      describe: (status, body) => (status === 200 ? '200' : `${status} ${body}`),
    });
    await pause(FLOOD_MS);
    const watched = await watch.stop();
    const rejected = '429 {"message":"Too Many Requests"}';
    deepEqual([...watched.counts.keys()].toSorted(), ['200', rejected], tell(watched));
    const [passed = 0, turnedAway = 0] = ['200', rejected].map((seen) => watched.counts.get(seen));
    // 40 at once, and 20 more a second.
    ok(passed >= 100 && passed <= 40 + 20 * 8, tell(watched));
    ok(turnedAway > passed, tell(watched));
    const { output } = await rehearsal.run([
      'libs/toolkit/src/logs/main.ts',
      '--stage',
      'dev',
      '--since',
      '2m',
      '--filter',
      '{ $.status = "429" }',
    ]);
    match(output, /429/);
    await pause(2000);
    equal((await fetch(`${url}/v1/manage/hc`)).status, 200);
    return tell(watched);
  },
};
