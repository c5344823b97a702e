import { deepEqual, equal } from 'node:assert/strict';
import { addressOf, describe } from '../deployed.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

const FILE = 'apps/api/src/health/health.controller.ts';
const BEFORE = "  @Public()\n  @Get('hc')";
const route = (path: string): string => `  @Public()
  @Get('${path}')
  @ApiOkResponse({ type: Health, description: 'The API is up.' })
  checkTwice(): Health {
    return this.checkHealth();
  }

`;

export const routes: Scenario = {
  name: 'A route is added, renamed and removed, the others replying throughout',
  async run(rehearsal) {
    const url = await addressOf(rehearsal);
    const watch = watchRequests(`${url}/v1/manage/hc`, { perSecond: 5, describe: (status) => `${status}` });
    const seen: Record<string, number[]> = {};
    const statuses = async (): Promise<number[]> =>
      Promise.all(['twice', 'again'].map(async (path) => (await fetch(`${url}/v1/manage/${path}`)).status));
    seen['before'] = await statuses();
    for (const [step, from, to] of [
      ['added', BEFORE, `${route('twice')}${BEFORE}`],
      ['renamed', "@Get('twice')", "@Get('again')"],
      ['removed', route('again'), ''],
    ] as const) {
      await change(rehearsal, from, to);
      seen[step] = await statuses();
    }
    const watched = await watch.stop();
    deepEqual(seen, { before: [404, 404], added: [200, 404], renamed: [404, 200], removed: [404, 404] });
    deepEqual([...watched.counts.keys()], ['200'], tell(watched));
    return `added, renamed, removed; beside it ${tell(watched)}`;
  },
};

async function change({ edit, run, deploy }: Rehearsal, from: string, to: string): Promise<void> {
  await edit(FILE, from, to);
  await describe({ run });
  const { code, output } = await deploy('dev');
  equal(code, 0, output);
}
