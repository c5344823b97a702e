import type { Declaration } from '../../libs/access/src/declaration.ts';

/** One route of `infra/generated/access.json`: who may call it, and where that is declared. */
export type AccessEntry = Readonly<{
  /** Upper case. */
  method: string;
  /** `/v1/orders/{id}` */
  path: string;
  /** `Controller.method` */
  name: string;
  access: Declaration;
  /** Whether a caller whose account was disabled is refused before the token expires. */
  isAccountChecked: boolean;
  /** What the gateway is configured with. */
  gateway: Readonly<{ authorizer: boolean; scopes: readonly string[] }>;
  source: Readonly<{ file: string; line: number }>;
}>;

export const ACCESS_FILE = 'infra/generated/access.json';

/** The routes of the text of an access table. */
export function parseAccess(text: string): readonly AccessEntry[] {
  return (JSON.parse(text) as { routes: readonly AccessEntry[] }).routes;
}

/** `GET /v1/orders/{id}` */
export function routeKeyOf({ method, path }: Pick<AccessEntry, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
