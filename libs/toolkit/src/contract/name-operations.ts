import type { RouteEntry } from '@lambda-nest/access';
import { toGatewayPath } from '@lambda-nest/access/policy';

type Named = Pick<RouteEntry, 'method' | 'path' | 'name'>;

/**
 * Gives every route an id that no other has: its handler's name; where handlers share one, the controller's name before
 * it; where that is shared as well (one handler at several paths), method and path.
 */
export function nameOperations(routes: readonly Named[]): readonly string[] {
  const plain = routes.map(({ name }) => name.split('.').at(-1) ?? name);
  const qualified = routes.map(({ name }) => qualify(name));
  return routes.map((route, index) => {
    const candidates = [
      [plain, plain[index]],
      [qualified, qualified[index]],
    ] as const;
    const unique = candidates.find(([all, id]) => all.filter((other) => other === id).length === 1);
    return unique?.[1] ?? fromPath(route);
  });
}

function qualify(name: string): string {
  const [controller = '', handler = ''] = name.split('.');
  const noun = controller.replace(/Controller$/, '');
  return `${noun.charAt(0).toLowerCase()}${noun.slice(1)}${capitalise(handler)}`;
}

function fromPath({ method, path }: Named): string {
  const words = toGatewayPath(path).split(/\W+/).filter(Boolean);
  return `${method.toLowerCase()}${words.map(capitalise).join('')}`;
}

function capitalise(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
