/** What a test says about a request; the builders turn it into the event its source would send. */
export interface EventSketch {
  /** Default `GET`. */
  method?: string;
  /** Path and optional `?query` as the client sends them: percent-encoded, without stage. Default `/`. */
  path?: string;
  /** Any case; an array repeats the header. */
  headers?: Record<string, string | string[]>;
  /** A string or bytes go as they are, anything else as JSON with its content type. */
  body?: unknown;
  /** Default `$default` for HTTP APIs and Function URLs, `prod` for REST APIs. */
  stage?: string;
  /** Claims of the bearer token, typed; the builders render them as the gateway's authorizer does. */
  claims?: Record<string, unknown>;
  /** Scopes as the authorizer reports them; `null`, the default, on routes that ask for none. */
  scopes?: string[] | null;
  /** Default `203.0.113.7`. */
  sourceIp?: string;
  requestId?: string;
}

/** A sketch with its defaults filled in, its query split off and its body as it travels. */
export interface ReadSketch {
  method: string;
  path: string;
  query: string;
  /** Lower-case names, every value. */
  headers: Map<string, string[]>;
  body: string | undefined;
  isBase64Encoded: boolean;
  sourceIp: string;
  requestId: string;
}

/** Media types that an HTTP API hands over as text; all others arrive as base64. */
const TEXT =
  /^(?:text\/(?:plain|html|csv|xml)|application\/(?:json|xml|javascript|graphql))(?:;\s*charset=utf-8)?$/i;

let count = 0;

export function readSketch(sketch: EventSketch, host = 'api.example.com'): ReadSketch {
  const [path = '/', query = ''] = splitOnce(sketch.path ?? '/', '?');
  const headers = new Map<string, string[]>([['host', [host]]]);
  for (const [name, value] of Object.entries(sketch.headers ?? {})) {
    headers.set(name.toLowerCase(), Array.isArray(value) ? value : [value]);
  }
  const bytes = toBytes(sketch.body);
  if (bytes && isJson(sketch.body) && !headers.has('content-type'))
    headers.set('content-type', ['application/json']);
  if (bytes) headers.set('content-length', [String(bytes.length)]);
  const isText = TEXT.test(headers.get('content-type')?.[0] ?? '');
  return {
    method: sketch.method ?? 'GET',
    path,
    query,
    headers,
    body: bytes?.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: bytes !== undefined && !isText,
    sourceIp: sketch.sourceIp ?? '203.0.113.7',
    requestId: sketch.requestId ?? `request-${++count}`,
  };
}

/** Header values as an object, repeated ones joined. */
export function joinHeaders(headers: Map<string, string[]>, separator: string): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, values]) => [name, values.join(separator)]));
}

/** Query parameters in order, decoded as a REST API decodes them. */
export function readQuery(query: string): Record<string, string[]> | null {
  const values = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of new URLSearchParams(query)) (values[name] ??= []).push(value);
  return query === '' ? null : values;
}

/** The last value of each name, as the single-value members of an event carry it. */
export function lastValues(values: Record<string, string[]> | null): Record<string, string> | null {
  return values && Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function isJson(body: unknown): boolean {
  return body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
}

function toBytes(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
