import { CannotStart } from './cannot-start.ts';
import type { GatewayRoute } from '@lambda-nest/gateway/model';

/** The generated route table, in the form the Terraform modules take: `infra/generated/routes.auto.tfvars.json`. */
export type RouteDefinitions = {
  routes_definitions: Record<
    string,
    {
      route_key: string;
      /** Default `NONE`. */
      authorization_type?: string;
      authorization_scopes?: string[];
      /** Where the routes are in several functions; `null` is the one that describes the API. */
      function?: string | null;
    }
  >;
};

/** Reads the generated route table. Throws {@link CannotStart} for an authorizer of another kind than JWT. */
export function readRouteDefinitions({ routes_definitions: definitions }: RouteDefinitions): GatewayRoute[] {
  return Object.values(definitions).map((definition) => {
    const {
      route_key: key,
      authorization_type: type = 'NONE',
      authorization_scopes: scopes = [],
      function: name,
    } = definition;
    if (type !== 'JWT' && type !== 'NONE') {
      throw new CannotStart(`The local gateway knows JWT authorizers only, ${key} has the type ${type}.`);
    }
    const [method = '', path = key] = key.split(' ');
    return { method, path, authorizer: type === 'JWT', scopes, ...(name != null && { function: name }) };
  });
}
