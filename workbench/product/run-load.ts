import type { Product } from './start-product.ts';
import { sendLoad } from './send-load.ts';

export type LoadReport = {
  responses: number;
  perSecond: number;
  /** Responses that were not for the caller, or no response of the API at all. */
  wrong: string[];
};

const IDENTITIES = ['load-one', 'load-two', 'load-three'];

/**
 * Sends the requests of three identities over many connections at once, each token with a claim that only its
 * connection has, and looks for responses that carry another's.
 */
export async function runLoad(
  product: Product,
  { connections, durationMs }: { connections: number; durationMs: number },
): Promise<LoadReport> {
  const tokens = await Promise.all(
    Array.from({ length: connections }, (_, connection) =>
      product.tokenWith(identityOf(connection), { groups: ['USERS'], nonce2: `n-${connection}-n` }),
    ),
  );
  const wrong: string[] = [];
  const responses = await sendLoad({
    port: product.port,
    connections,
    durationMs,
    requestOf: (connection) =>
      `GET /${connection % 2 ? 'local' : 'nest'}/v1/users/whoami HTTP/1.1\r\nHost: localhost\r\n` +
      `Authorization: Bearer ${tokens[connection]}\r\n\r\n`,
    onResponse(connection, { status, body }) {
      const isOwn =
        status === 200 &&
        body.includes(`"n-${connection}-n"`) &&
        body.includes(`"sub":"${identityOf(connection)}"`) &&
        body.split('"nonce2"').length === 2;
      if (!isOwn) wrong.push(`${connection}: ${status} ${body.slice(0, 200)}`);
    },
  });
  return { responses, perSecond: Math.round(responses / (durationMs / 1000)), wrong };
}

function identityOf(connection: number): string {
  return IDENTITIES[connection % IDENTITIES.length] ?? '';
}
