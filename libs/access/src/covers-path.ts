/** Whether a segment of a path template takes anything, as `:id` does. */
export const isWholeParameter = (segment: string): boolean => /^:\w+$/.test(segment);

export const readSegments = (template: string): readonly string[] => template.split('/');

/**
 * Whether one path template of Express matches every path that the other matches, as `/users/:id` does `/users/me`.
 * Compared segment by segment: a whole parameter takes any, anything else only itself.
 */
export function coversPath(template: string, other: string): boolean {
  const segments = readSegments(template);
  const others = readSegments(other);
  return (
    segments.length === others.length &&
    segments.every((text, index) => isWholeParameter(text) || text === others[index])
  );
}
