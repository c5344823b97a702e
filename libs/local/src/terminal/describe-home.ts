import { describeDeclaration } from '@lambda-nest/access/policy';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import type { Home } from '../gateway/render-home.ts';
import type { HomeLinks } from './list-links.ts';

/** What the page at `/` tells of an API: its addresses, and its routes with who may call each. */
export function describeHome({ home, api, identity }: HomeLinks, routes: readonly GatewayRoute[]): Home {
  const { url = home } = api[0] ?? {};
  const base = new URL(url).pathname.split('/', 2).join('/');
  return {
    links: [...api, ...(identity === undefined ? [] : [{ name: 'identity', url: identity }])],
    routes: routes.map(({ method, path, declaration, authorizer }) => ({
      method,
      path,
      who: declaration ? describeDeclaration(declaration) : authorizer ? 'with a token' : 'public',
      // What a browser can open as it is.
      ...(method === 'GET' && !authorizer && !path.includes('{') && { url: `${base}${path}` }),
    })),
  };
}
