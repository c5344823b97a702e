/**
 * Gives the bearer token to send, or nothing to send none.
 *
 * @param rejected the token that this API has just answered 401 to. Another token than that is sent, once; the same
 *   again, or none, leaves it at the 401.
 * @example Firebase in a browser: `(rejected) => user.getIdToken(rejected !== undefined)`
 */
export type GetToken = (rejected?: string) => string | undefined | Promise<string | undefined>;

/** Whatever keeps a token good. */
export type TokenProvider = Readonly<{ getToken: GetToken }>;
