import { readQuery } from '../read-query.ts';

const SOURCE = /^\$request\.(header|querystring)\.(.+)$/;

/** Value of the authorizer's identity source in a request; `undefined` when it is not there. */
export function readIdentity(
  source: string,
  request: { headers: ReadonlyMap<string, string>; rawQueryString: string },
): string | undefined {
  const [, place, name = ''] = SOURCE.exec(source) ?? [];
  if (place === 'header') return request.headers.get(name.toLowerCase());
  if (place === 'querystring') return readQuery(request.rawQueryString).find(([key]) => key === name)?.[1];
  throw new Error(`The identity source ${source} is neither $request.header.… nor $request.querystring.…`);
}
