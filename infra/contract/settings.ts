/** What a project may want to change of its contract. */
export type Settings = Readonly<{
  /** Routes that the gateway takes: 300 unless AWS raised the account's quota. */
  maxRoutes: number;
  /** Scopes that a route may name; a limit of API Gateway. */
  maxScopes: number;
  /** First segments of every path in the document; where it is served, so that its links can be relative. */
  documentBase: string;
  /** Route that signs people in with a password; where there is none, the document has no password flow. */
  tokenPath: string;
}>;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const SETTINGS: Settings = {
  maxRoutes: 300,
  maxScopes: 10,
  documentBase: '/v1',
  tokenPath: '/v1/auth/token',
};
