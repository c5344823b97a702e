import type { Declaration } from '@lambda-nest/access/policy';

/** Where a declaration stands: a path from the repository's root, and a line. */
export type Source = Readonly<{ file: string; line: number }>;

/** One route of the application, with everything that is written down of it outside the code. */
export type ContractRoute = Readonly<{
  /** Upper case. */
  method: string;
  /** Path as the gateway spells it: `/v1/orders/{id}`. */
  path: string;
  /** Path as Express spells it: `/v1/orders/:id`. */
  expressPath: string;
  /** `Controller.method`. */
  name: string;
  /** Name of the function that serves it, where several serve the API. */
  function?: string;
  /** Unique among the routes; the `operationId` of the document and the key of the Terraform map. */
  operationId: string;
  /** For people, at most 64 characters: the operation's summary, else its id. */
  operationName: string;
  declaration: Declaration;
  /** What the gateway asks for before the function runs. */
  gateway: GatewayAccess;
  /** Whether the application also asks the identity provider if the account still stands. */
  isAccountChecked: boolean;
  /** Parameter of the stack that must be `on` for the route to be there. */
  enabledBy?: string;
  source: Source;
}>;

/** Whether the JWT authorizer stands before the route, and the scopes of which it wants any in the token. */
export type GatewayAccess = Readonly<{ authorizer: boolean; scopes: readonly string[] }>;

/** What of a declaration the gateway enforces: that there is a token, and its scopes. Roles are the application's. */
export function gatewayAccessOf(declaration: Declaration): GatewayAccess {
  const scopes = declaration.kind === 'restricted' ? (declaration.scopes ?? []) : [];
  return { authorizer: declaration.kind !== 'public', scopes };
}

export function rolesOf({ declaration }: Pick<ContractRoute, 'declaration'>): readonly string[] {
  return declaration.kind === 'restricted' ? (declaration.roles ?? []) : [];
}

/** Sorts by path, then method, by code unit: the same on every machine, whatever its language. */
export function byPath(one: ContractRoute, other: ContractRoute): number {
  return compare(one.path, other.path) || compare(one.method, other.method);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
