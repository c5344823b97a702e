import { sendPastThrottle } from '../conformance/send-past-throttle.ts';
import { describeResponse } from './describe-response.ts';
import { publicPath, protectedPath, type Probe, type Target } from './probe.ts';

/** What a browser is told before it sends a request. */
export const CORS_PROBES: readonly Probe[] = [
  preflight('Preflight of a public route', publicPath),
  preflight('Preflight of a route with an authorizer', protectedPath),
];

function preflight(fact: string, pathOf: (target: Target) => string): Probe {
  const ask = async (target: Target): Promise<string> => {
    const headers = { origin: 'https://example.com', 'access-control-request-method': 'GET' };
    const response = await sendPastThrottle({
      base: target.base,
      method: 'OPTIONS',
      path: pathOf(target),
      headers,
    });
    const origin = response.headers['access-control-allow-origin'];
    return `${describeResponse(response)}; ${origin === undefined ? 'no' : `"${origin}" as`} Access-Control-Allow-Origin`;
  };
  return { fact, ask };
}
