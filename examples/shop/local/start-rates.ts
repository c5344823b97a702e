import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const RATES: Readonly<Record<string, number>> = { USD: 1.08, GBP: 0.86, JPY: 163 };

/** Starts a stand-in for the service that tells rates, on 127.0.0.1. */
export async function startRates(): Promise<Readonly<{ url: string; close: () => void }>> {
  const server = createServer((request, response) => {
    const rate = RATES[request.url?.slice(1) ?? ''];
    response.setHeader('content-type', 'application/json');
    if (rate === undefined) response.writeHead(404);
    response.end(JSON.stringify({ rate }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
