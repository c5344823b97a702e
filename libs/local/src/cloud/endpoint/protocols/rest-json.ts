import { AwsError, notImplemented } from '../aws-error.ts';
import type { Input, Route, Service } from '../call.ts';
import { RestOutput } from '../rest-output.ts';
import { parseMembers } from './json.ts';
import type { Protocol, WireRequest } from './protocol.ts';
import { toJson } from './to-json.ts';

/**
 * REST with JSON bodies: the operation is where and how it is asked for.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export const restJson: Protocol = {
  decode(request, service) {
    const found = findRoute(request, service);
    if (!found) throw notImplemented(`${request.method} ${request.path} of ${service.name}`);
    const { route, labels } = found;
    return {
      operation: route.operation,
      input: {
        ...bodyOf(request, route),
        ...fromQuery(request, route),
        ...fromHeaders(request, route),
        ...labels,
      },
    };
  },
  encode(output, { operation, requestId }, service) {
    const isCamelCase = service.isCamelCase ?? false;
    const { status, headers, body } =
      output instanceof RestOutput
        ? output
        : new RestOutput(statusOf(operation, service), {}, output as object);
    const isBytes = body instanceof Uint8Array;
    return {
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, ...headers },
      body: isBytes ? body : bodyText(body, status, isCamelCase),
    };
  },
  encodeError: ({ code, message, status, members }, { requestId }, service) => ({
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code, 'x-amzn-requestid': requestId },
    // Members of errors have their own casing in each API: Lambda has `Message`, API Gateway `message`; SDKs read both.
    body: toJson(
      service.isCamelCase
        ? { message, ...members }
        : { Type: status < 500 ? 'User' : 'Service', Message: message, message, ...members },
    ),
  }),
};

function bodyText(body: object | undefined, status: number, isCamelCase: boolean): string {
  if (status === 204) return '';
  return toJson(body ?? {}, isCamelCase);
}

function statusOf(operation: string, { routes = [] }: Service): number {
  return routes.find((route) => route.operation === operation)?.status ?? 200;
}

type Found = { route: Route; labels: Record<string, string> };

function findRoute({ method, path }: WireRequest, { routes = [] }: Service): Found | undefined {
  const segments = path.replace(/\/$/, '').split('/');
  const candidates = routes
    .filter((route) => route.method === method)
    .flatMap((route) => {
      const labels = matchPath(route.path.split('/'), segments);
      return labels ? [{ route, labels }] : [];
    });
  // A literal segment before a variable one.
  return candidates.sort(
    (one, other) => Object.keys(one.labels).length - Object.keys(other.labels).length,
  )[0];
}

function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const isGreedy = pattern.at(-1)?.endsWith('+}') ?? false;
  if (isGreedy ? segments.length < pattern.length : segments.length !== pattern.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    const name = /^\{(\w+)\+?\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== segment) return undefined;
    } else if (segment === '') {
      return undefined;
    } else {
      const value = part.endsWith('+}') ? segments.slice(index).join('/') : segment;
      labels[name] = decode(value);
    }
  }
  return labels;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new AwsError('BadRequestException', 'The path is not percent-encoded as it must be.');
  }
}

function bodyOf({ body }: WireRequest, { payload }: Route): Input {
  return payload === undefined ? parseMembers(body) : { [payload]: body };
}

function fromQuery({ query }: WireRequest, { query: known = {} }: Route): Input {
  const read: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    // What no parameter stands for is passed on, so that the operation rejects it by its name.
    const values = query.getAll(name);
    if (!name.startsWith('X-Amz-')) read[known[name] ?? name] = values.length > 1 ? values : values[0];
  }
  return read;
}

function fromHeaders({ headers }: WireRequest, { headers: known = {} }: Route): Input {
  const found = Object.entries(known).filter(([name]) => headers[name] !== undefined);
  return Object.fromEntries(found.map(([name, parameter]) => [parameter, headers[name]]));
}
