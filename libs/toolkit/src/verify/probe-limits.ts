import { sendPastThrottle } from '../conformance/send-past-throttle.ts';
import { sendRequest } from '../conformance/send-request.ts';
import { describeResponse } from './describe-response.ts';
import { NotAsked, protectedTemplate, publicPath, type Probe, type Target } from './probe.ts';

const HEADER_BYTES = [9_000, 10_000, 10_240, 10_500, 12_000, 16_000, 24_000];

/** Where the gateway stops, and what it says then. */
export const LIMIT_PROBES: readonly Probe[] = [
  {
    fact: 'Headers that are too large',
    ask: async (target) => {
      let accepted = 0;
      for (const bytes of HEADER_BYTES) {
        const response = await sendLargeHeader(target, bytes);
        if (response.status >= 400)
          return `${accepted} bytes pass, ${bytes} bytes: ${describeResponse(response)}`;
        accepted = bytes;
      }
      return `${accepted} bytes pass`;
    },
  },
  {
    fact: 'A path that makes the method ARN longer than 1600 bytes, on a route with an authorizer',
    ask: async (target) => {
      const path = protectedTemplate(target).replaceAll(/\{\w+\+?\}/g, 'x'.repeat(1_700));
      return describeResponse(await sendPastThrottle({ base: target.base, path }));
    },
  },
  {
    fact: 'Too many requests at once',
    ask: async (target) => {
      if (target.burst === 0)
        throw new NotAsked('It takes --burst <requests>, more than the stage lets through.');
      const path = publicPath(target);
      const responses = await Promise.all(
        Array.from({ length: target.burst }, () => sendRequest({ base: target.base, path })),
      );
      const kinds = Map.groupBy(responses, describeResponse);
      return [...kinds].map(([kind, all]) => `${all.length} × ${kind}`).join('; ');
    },
  },
];

/** A request whose line and headers are that many bytes. */
async function sendLargeHeader(target: Target, bytes: number) {
  const path = publicPath(target);
  const { host, pathname } = new URL(target.base);
  const others = `GET ${pathname.replace(/\/$/, '')}${path} HTTP/1.1\r\nhost: ${host}\r\nx-pad: \r\nconnection: keep-alive\r\n`;
  const headers = { host, 'x-pad': 'x'.repeat(Math.max(1, bytes - others.length)) };
  return sendPastThrottle({ base: target.base, path, headers });
}
