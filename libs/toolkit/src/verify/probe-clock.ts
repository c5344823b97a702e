import { setTimeout as sleep } from 'node:timers/promises';
import { sendPastThrottle } from '../conformance/send-past-throttle.ts';
import { layerOf } from './describe-response.ts';
import { NotAsked, protectedPath, type Probe, type Target } from './probe.ts';

/** How long after its end a token still passes: AWS may allow for clocks that differ. */
const LONGEST_SKEW_SECONDS = 330;

export const CLOCK_PROBES: readonly Probe[] = [
  {
    fact: 'Seconds after exp until the gateway rejects a token',
    ask: async (target) => {
      const { token, exp } = soonestToExpire(target);
      const call = async (): Promise<boolean> => isPassed(target, token);
      if (!(await call())) throw new NotAsked('The gateway rejects the token before it expires.');
      await sleep(Math.max(0, exp * 1000 - Date.now()));
      for (;;) {
        const seconds = Date.now() / 1000 - exp;
        if (!(await call())) return `${Math.max(0, Math.floor(seconds))}, by the clock of this machine`;
        if (seconds > LONGEST_SKEW_SECONDS) return `more than ${LONGEST_SKEW_SECONDS}`;
        await sleep(500);
      }
    },
  },
];

function soonestToExpire({ tokens, waitSeconds }: Target): { token: string; exp: number } {
  const good = tokens.filter(({ caller }) => caller).map(({ token, claims: { exp } }) => ({ token, exp }));
  const [soonest] = good.toSorted((one, other) => one.exp - other.exp);
  if (soonest && soonest.exp - Date.now() / 1000 <= waitSeconds) return soonest;
  throw new NotAsked(
    `It takes a token that expires within ${waitSeconds} s, or --wait <seconds> for one that lasts longer.`,
  );
}

/** Whether the gateway let a token through, whatever the application says of it: that is told by who answered. */
async function isPassed(target: Target, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await sendPastThrottle({ base: target.base, path: protectedPath(target), headers });
  return response.status !== 401 || layerOf(response) === 'application';
}
