import type { Immutable } from './swagger-ui.ts';

type Authorization = { value?: unknown; token?: { access_token?: unknown } };

/** The bearer token that Swagger UI will send: one that was pasted, else one that signing in gave. */
export function findToken(authorized: Immutable): string | undefined {
  const authorizations = Object.values(authorized.toJS() as Record<string, Authorization>);
  const tokens = [
    ...authorizations.map(({ value }) => value),
    ...authorizations.map(({ token }) => token?.access_token),
  ];
  return tokens.find((token): token is string => typeof token === 'string' && token !== '');
}
