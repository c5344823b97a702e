import type { Declaration } from '@lambda-nest/access/policy';
import type { GatewayRoute } from '@lambda-nest/gateway/model';

/** The generated access table, `infra/generated/access.json`: who may call what, and where the code says so. */
export type AccessTable = {
  routes: {
    /** Upper case; `*` for every method. */
    method: string;
    path: string;
    /** Name of the function that serves it, where several serve the API. */
    function?: string;
    access: Declaration;
    gateway: { authorizer: boolean; scopes: string[] };
    source: { file: string; line?: number };
  }[];
};

/** Reads the routes of the generated access table. */
export function readAccessTable({ routes }: AccessTable): GatewayRoute[] {
  return routes.map(({ method, path, function: name, access, gateway, source }) => ({
    method: method === '*' ? 'ANY' : method,
    path,
    ...(name !== undefined && { function: name }),
    authorizer: gateway.authorizer,
    scopes: gateway.scopes,
    declaration: access,
    source,
  }));
}
