/** What a URL or request target asks for, from the root of the API on: without the stage or mapping key before it. */
export function pathOf(target: string): string {
  const { pathname } = new URL(target, 'http://localhost');
  const start = pathname.indexOf('/v1/');
  return start === -1 ? pathname : pathname.slice(start);
}
