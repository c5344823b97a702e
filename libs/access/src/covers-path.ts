/** A segment of a path template that takes anything, such as `:id`. */
export const WHOLE_PARAMETER = /^:\w+$/;

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
    segments.every((text, index) => WHOLE_PARAMETER.test(text) || text === others[index])
  );
}
