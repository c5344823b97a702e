import type { Caller } from '@lambda-nest/access/policy';

/** Something to call a route with, and what it really is. */
export type Credential = Readonly<{
  /** `expired`, `wrong role`; unique among those a route is called with. */
  name: string;
  /** Value of the `Authorization` header; absent when none is sent. */
  authorization?: string;
  /** Whom it makes known; absent when it must be rejected. */
  caller?: Caller;
  /**
   * Whom the gateway takes the bearer for, where that is known: it looks neither at kinds of tokens nor at clients nor accounts, and
   * reads scopes in fewer claims. Default: `caller`.
   */
  gatewayCaller?: Caller;
}>;

/** The headers that a credential is sent with. */
export function headersOf({ authorization }: Credential): Record<string, string> {
  return authorization === undefined ? {} : { authorization };
}
