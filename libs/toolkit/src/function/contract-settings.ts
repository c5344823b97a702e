/** A part of the application that a deployment may leave out. */
export type Switch = Readonly<{
  /** Parameter of the stack that says so: `on` or `off`. */
  parameter: string;
  /** Variable of the application that it becomes. */
  variable: string;
}>;

/** What a project may want to change of its contract. */
export type ContractSettings = Readonly<{
  /** Routes that the gateway takes: 300 unless AWS raised the account's quota. */
  maxRoutes: number;
  /** Scopes that a route may name; a limit of API Gateway. */
  maxScopes: number;
  /** First segments of every path in the document; where it is served, so that its links can be relative. Starts with `/`. */
  documentBase: string;
  /** Route that signs people in with a password; where there is none, the document has no password flow. */
  tokenPath: string;
  /** Routes with less room than the whole API has, by method and path as the access table spells them: requests a second, and how many at once, from 1 to 99,999. */
  throttled: Readonly<Record<string, Readonly<{ rate: number; burst: number }>>>;
  /** What can be switched off; the routes of each are found by switching it off. */
  switches: readonly Switch[];
}>;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const DEFAULT_CONTRACT: ContractSettings = {
  maxRoutes: 300,
  maxScopes: 10,
  documentBase: '/v1',
  tokenPath: '/v1/auth/token',
  throttled: {},
  switches: [],
};
