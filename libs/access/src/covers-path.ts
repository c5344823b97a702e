/**
 * Whether one path template of Express matches every path that the other matches, as `/users/:id` does `/users/me`.
 * Compared segment by segment: a whole parameter takes any, anything else only itself.
 */
export function coversPath(template: string, other: string): boolean {
  const segments = template.split('/');
  const others = other.split('/');
  return (
    segments.length === others.length &&
    segments.every((text, index) => /^:\w+$/.test(text) || text === others[index])
  );
}
