import { sendPastThrottle } from '../conformance/send-past-throttle.ts';
import { describeAnswer } from './describe-answer.ts';
import { publicPath, protectedPath, type Probe, type Target } from './probe.ts';

/** What a browser is told before it sends a request. */
export const CORS_PROBES: readonly Probe[] = [
  preflight('Preflight of a public route', publicPath),
  preflight('Preflight of a route with an authorizer', protectedPath),
];

function preflight(fact: string, pathOf: (target: Target) => string): Probe {
  const ask = async (target: Target): Promise<string> => {
    const headers = { origin: 'https://example.com', 'access-control-request-method': 'GET' };
    const answer = await sendPastThrottle({
      base: target.base,
      method: 'OPTIONS',
      path: pathOf(target),
      headers,
    });
    const origin = answer.headers['access-control-allow-origin'];
    return `${describeAnswer(answer)}; ${origin === undefined ? 'no' : `"${origin}" as`} Access-Control-Allow-Origin`;
  };
  return { fact, ask };
}
