import type { ContractRoute } from '../contract-route.ts';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
const PARAMETER = /^\{\w+\}$/;
const LITERAL = /^[\w.~:-]+$/;

type Route = Pick<ContractRoute, 'method' | 'path' | 'expressPath'>;

/** What is wrong with a route's method or path in itself, so that the gateway could not serve it, or not it alone. */
export function findRoutePathViolation({ method, path, expressPath }: Route): string | undefined {
  if (method === '*') return 'answers every method. Declare one route for each: @Get(), @Post() and so on.';
  if (!METHODS.has(method))
    return `has a method that an HTTP API does not route. Use one of ${[...METHODS].join(', ')}.`;
  if (/(?:^|[^\\])\*/.test(expressPath)) return 'is a catch-all. Name its segments one by one.';
  if (path !== '/' && /\/$|\/\//.test(path))
    return 'has an empty segment. Remove the slash that is too many.';
  const segment = path
    .slice(1)
    .split('/')
    .find((text) => text !== '' && !PARAMETER.test(text) && !LITERAL.test(text));
  if (segment === undefined) return undefined;
  return /[{}]/.test(segment)
    ? `has the segment ${segment}, which is not one whole parameter. The gateway has no others: make it :name.`
    : `has the segment ${segment}, which is not made of letters, digits and . _ ~ : - only.`;
}
