import { sendPastThrottle } from '../conformance/send-past-throttle.ts';
import { describeResponse } from './describe-response.ts';
import { publicPath, type Probe, type Target } from './probe.ts';

/** How the gateway reads paths and methods. */
export const ROUTING_PROBES: readonly Probe[] = [
  asked('The path of a route in another case', (path) => ({ path: path.toUpperCase() })),
  asked('The path of a route with a slash at its end', (path) => ({ path: `${path}/` })),
  asked('The path of a route with two slashes in front', (path) => ({ path: `/${path}` })),
  asked('The path of a route with a letter percent-encoded', (path) => ({ path: encodeLast(path) })),
  asked('The path of a route with another first segment before it', (path) => ({ path: `/another${path}` })),
  asked('Another method than the route has', (path) => ({ path, method: 'DELETE' })),
  {
    fact: 'HEAD on a GET route',
    // Without a body it cannot be told what replied.
    ask: async (target) => {
      const { status } = await sendPastThrottle({
        base: target.base,
        method: 'HEAD',
        path: publicPath(target),
      });
      return status === 404 ? '404: GET does not serve HEAD' : String(status);
    },
  },
];

function asked(fact: string, request: (path: string) => { path: string; method?: string }): Probe {
  const ask = async (target: Target): Promise<string> => {
    const sent = request(publicPath(target));
    return describeResponse(await sendPastThrottle({ base: target.base, ...sent }));
  };
  return { fact, ask };
}

function encodeLast(path: string): string {
  const last = path.charCodeAt(path.length - 1).toString(16);
  return `${path.slice(0, -1)}%${last}`;
}
