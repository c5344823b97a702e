import type { ContractRoute } from '../contract-route.ts';
import type { ContractSettings } from '../../function/contract-settings.ts';

type Requirement = Record<string, readonly string[]>;

/** `bearer` takes a token that one has already; `password` gets one first. The same token, the same rules. */
export function securitySchemes(
  routes: readonly ContractRoute[],
  settings: ContractSettings,
): Record<string, unknown> {
  return {
    ...(hasPasswordFlow(routes, settings) ? { password: passwordScheme(routes, settings) } : {}),
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'Takes an ID or access token of the identity provider.',
    },
  };
}

/** Alternatives, of which one suffices: each scheme, with each scope of the route that will do. */
export function securityOf(
  route: ContractRoute,
  routes: readonly ContractRoute[],
  settings: ContractSettings,
): readonly Requirement[] {
  if (!route.gateway.authorizer) return [];
  const bearer = { bearer: [] };
  if (!hasPasswordFlow(routes, settings)) return [bearer];
  const { scopes } = route.gateway;
  const passwords = scopes.length === 0 ? [{ password: [] }] : scopes.map((scope) => ({ password: [scope] }));
  return [...passwords, bearer];
}

function passwordScheme(
  routes: readonly ContractRoute[],
  { tokenPath, documentBase }: ContractSettings,
): object {
  const scopes = [...new Set(routes.flatMap(({ gateway }) => gateway.scopes))].toSorted();
  return {
    type: 'oauth2',
    description: 'Signs in with e-mail address and password. No client id is needed.',
    flows: {
      password: {
        tokenUrl: tokenPath.slice(documentBase.length + 1),
        scopes: Object.fromEntries(scopes.map((scope) => [scope, `Scope ${scope}.`])),
      },
    },
  };
}

function hasPasswordFlow(routes: readonly ContractRoute[], { tokenPath }: ContractSettings): boolean {
  return routes.some(({ method, path }) => method === 'POST' && path === tokenPath);
}
