export type Target = {
  /** Segments of the path below stage or mapping key, each decoded. */
  segments: string[];
  /** That path decoded, with its leading slash. A decoded `?` ends it. */
  path: string;
  /** The path as it was sent, stage or mapping key included. */
  sentPath: string;
  rawQueryString: string;
};

/** The health check of API Gateway itself, at the root of every domain. */
const RESERVED = new Set(['/ping', '/sping']);

/**
 * Reads a request target: which API and stage it is for, and the path there.
 *
 * A first segment equal to the stage is the execute-api view, one equal to the mapping key the custom domain's. A
 * path in neither belongs to no API: `undefined`. `reserved` is the service's own health check, `malformed` a path that
 * does not decode.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
 */
export function parseTarget(
  target: string,
  { stage, mappingKey }: { stage: string; mappingKey?: string },
): Target | 'reserved' | 'malformed' | undefined {
  return readTarget(
    target,
    (path) => leave(path, mappingKey) ?? (stage === '$default' ? path : leave(path, stage)),
  );
}

/**
 * Reads a request target by a view of its own.
 *
 * @param enter gives the path below stage or mapping key, `undefined` when a path is not in the view
 */
export function readTarget(
  target: string,
  enter: (path: string) => string | undefined,
): Target | 'reserved' | 'malformed' | undefined {
  const origin = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const mark = origin.indexOf('?');
  const path = mark === -1 ? origin : origin.slice(0, mark);
  if (RESERVED.has(path)) return 'reserved';
  const inside = enter(path);
  if (inside === undefined || !inside.startsWith('/')) return undefined;
  const segments = decodeSegments(inside);
  if (!segments) return 'malformed';
  return {
    segments,
    // @see https://github.com/middleapi/standard-server/pull/93: the gateway takes a decoded `?` for the query's.
    path: `/${segments.join('/')}`.split('?', 1)[0] ?? '/',
    sentPath: path,
    rawQueryString: mark === -1 ? '' : origin.slice(mark + 1),
  };
}

/** The path behind a prefix of whole segments, `undefined` when it is not there. */
export function leave(path: string, prefix: string | undefined): string | undefined {
  if (!prefix) return undefined;
  if (path === `/${prefix}`) return '/';
  return path.startsWith(`/${prefix}/`) ? path.slice(prefix.length + 1) : undefined;
}

/** The segments of a path, each decoded; `undefined` when one does not decode. */
export function decodeSegments(path: string): string[] | undefined {
  try {
    return path.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
