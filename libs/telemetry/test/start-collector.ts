import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

type Value = { stringValue?: string; intValue?: number; doubleValue?: number; boolValue?: boolean };
type Attribute = { key: string; value: Value };

/** A span as it arrives, its attributes by name. */
export type ReceivedSpan = Readonly<{
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Readonly<Record<string, unknown>>;
  links: readonly { traceId: string; spanId: string }[];
  resource: Readonly<Record<string, unknown>>;
}>;

type Sent = {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: {
      spans: (Omit<ReceivedSpan, 'attributes' | 'links'> & {
        attributes: Attribute[];
        links?: ReceivedSpan['links'];
      })[];
    }[];
  }[];
};

export type Collector = Readonly<{
  /** Base address. */
  endpoint: string;
  spans: ReceivedSpan[];
  /** Of each export. */
  requests: { path: string | undefined; headers: IncomingHttpHeaders }[];
  close: () => Promise<void>;
}>;

/**
 * A stand-in for a collector: what takes OTLP over HTTP as JSON on a free port of loopback.
 *
 * @param respond decides when it responds to an export. Default: at once
 */
export async function startCollector(
  respond: () => Promise<void> = async () => undefined,
): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const requests: Collector['requests'] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const sent = (await json(request)) as Sent;
      await respond();
      requests.push({ path: request.url, headers: request.headers });
      spans.push(...readSpans(sent));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"partialSuccess":{}}');
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function readSpans({ resourceSpans }: Sent): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        ...span,
        links: span.links ?? [],
        attributes: byName(span.attributes),
        resource: byName(resource.attributes),
      })),
  );
}

function byName(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, doubleValue, boolValue } }) => [
      key,
      stringValue ?? intValue ?? doubleValue ?? boolValue,
    ]),
  );
}
