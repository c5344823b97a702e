import type { TokenAlgorithm } from '../mint-token.ts';

type Claims = Readonly<Record<string, unknown>>;

/** What a token is to say of its bearer. */
export type TokenGrant = Readonly<{
  /** `sub`, unless the provider names programs in a way of its own. */
  subject: string;
  /** What stands where roles are looked for: names as the API has them, or anything else as it is. `undefined`: nothing. */
  roles?: unknown;
  scopes: readonly string[];
  /** Whether it is the token of a program in its own name. Default `false`. */
  isMachine?: boolean;
}>;

export type TokenContent = Readonly<{ header: Claims; claims: Claims }>;

/** An issuer that an application trusts, as far as its tokens have to be imitated. */
export type TokenIssuer = Readonly<{
  /** `iss`, exactly. */
  issuer: string;
  /** What the gateway compares with `aud`, or with `client_id` where there is none; absent: tokens name none. */
  audience?: string;
  algorithm: TokenAlgorithm;
  /**
   * Whether API Gateway can judge its tokens: it verifies RSA alone, wants an audience, and reads scopes in `scp` and `scope`. For
   * another issuer an API is deployed without authorizer (`gatewayAuthorizer=off`).
   */
  isForGateway: boolean;
  /** Whether its tokens can name roles. */
  hasRoles: boolean;
  /** Whether its tokens can name scopes. */
  hasScopes: boolean;
  /** Whether those of its programs can. */
  hasMachineScopes: boolean;
  /** Whether it gives programs tokens in their own name. */
  hasMachines: boolean;
  /** Whether the application counts the roles of programs. */
  machinesHaveRoles: boolean;
  /** Header and payload of a token that is right in every respect. */
  describe(grant: TokenGrant): TokenContent;
  /** What of such a token differs in one that must be rejected, by what it then is: `an ID token`. */
  otherKinds: Readonly<Record<string, Partial<TokenContent>>>;
}>;
