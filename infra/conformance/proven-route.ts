import { parseAccess } from '../access/parse-access.ts';
import type { Declaration } from '../../libs/access/src/declaration.ts';

/** A route and who may call it: all that the suite is made from. */
export type ProvenRoute = Readonly<{
  /** Upper case. */
  method: string;
  /** Path as the gateway spells it: `/v1/orders/{id}`. */
  path: string;
  declaration: Declaration;
}>;

/** A path that the route answers: every parameter is `1`. */
export function samplePath(path: string): string {
  return path.replaceAll(/\{\w+\+?\}/g, '1');
}

/** The routes of an access table. */
export function readProvenRoutes(text: string): readonly ProvenRoute[] {
  return parseAccess(text).map(({ method, path, access }) => ({ method, path, declaration: access }));
}
