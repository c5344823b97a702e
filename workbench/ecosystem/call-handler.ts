/** Runs in a process of its own: imports a module that exports `handler`, sends it requests, and tells the replies. */
import { buildContext, buildHttpApiEvent } from '../../libs/testing/src/events/build-event.ts';
import { compileOnLoad } from '../../libs/toolkit/src/contract/compile-on-load.ts';
import type { Example, ExampleRequest } from './example.ts';

/** What the process is asked to do. Paths are absolute. */
export type Order = Readonly<{
  /** Module that exports `handler`, which replies for the example that the event names. */
  entry: string;
  /** Modules that export `example`, by name, where the requests are not known yet. */
  sources?: Readonly<Record<string, string>>;
  /** What examples are asked, by name. */
  requests?: Readonly<Record<string, readonly ExampleRequest[]>>;
}>;

/** All of an example that is data. */
export type Facts = Omit<Example, 'module'>;

/** What it tells, by the names of examples: the replies, or why there is no handler. */
export type Told = Readonly<{
  replies?: Readonly<Record<string, readonly Reply[]>>;
  error?: string;
  /** What it wrote before it ended by itself. */
  output?: string;
  facts?: Readonly<Record<string, Facts>>;
}>;

export type Reply = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }>;

type Result = Readonly<{
  statusCode: number;
  headers?: Record<string, string>;
  cookies?: readonly string[];
  body?: string;
  isBase64Encoded?: boolean;
}>;

type Handler = (event: unknown, context: unknown) => Promise<Result>;

/** Different each time, or made of when a file was written to the disk: none of a package's doing. */
const VOLATILE = new Set(['date', 'last-modified']);
const isVolatile = (name: string, sent: Readonly<Record<string, string>>): boolean =>
  VOLATILE.has(name) || (name === 'etag' && 'last-modified' in sent);

async function call(
  handler: Handler,
  example: string,
  { path, method, headers, body }: ExampleRequest,
): Promise<Reply> {
  const event = buildHttpApiEvent({
    path,
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body: body as string | object }),
  });
  const {
    statusCode,
    headers: sent = {},
    cookies = [],
    body: text = '',
    isBase64Encoded,
  } = await handler({ ...event, example }, buildContext({ remainingMs: 240_000 }));
  const kept = Object.entries(sent).filter(([name]) => !isVolatile(name, sent));
  return {
    status: statusCode,
    headers: { ...Object.fromEntries(kept), ...(cookies.length > 0 && { cookies: cookies.join('\n') }) },
    body: isBase64Encoded ? Buffer.from(text, 'base64').toString('latin1') : text,
  };
}

/** The facts come first: what is asked next may end the process. */
async function tell({ entry, sources, requests }: Order): Promise<void> {
  if (sources === undefined) return end(await reply(entry, requests ?? {}));
  compileOnLoad();
  const facts: Record<string, Facts> = {};
  for (const [name, source] of Object.entries(sources)) {
    const { module: _module, ...rest } = ((await import(source)) as { example: Example }).example;
    facts[name] = rest;
  }
  process.send?.({ facts } satisfies Told);
  const all = Object.entries(facts).map(([name, { requests: own }]) => [name, own] as const);
  end(await reply(entry, Object.fromEntries(all)));
}

async function reply(entry: string, requests: NonNullable<Order['requests']>): Promise<Told> {
  try {
    const { handler } = (await import(entry)) as { handler: Handler };
    const replies: Record<string, Reply[]> = {};
    for (const [name, some] of Object.entries(requests)) {
      replies[name] = [];
      for (const request of some) replies[name].push(await call(handler, name, request));
    }
    return { replies };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

function end(told: Told): void {
  process.send?.(told, () => process.exit());
}

process.once('message', (order: Order) => void tell(order));
