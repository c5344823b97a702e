import { isSimple, samplesOf, toPattern } from './path-template.ts';

/** Whether a segment of a path template takes anything, as `:id` does. */
export const isWholeParameter = (segment: string): boolean => /^:\w+$/.test(segment);

export const readSegments = (template: string): readonly string[] => template.split('/');

/**
 * Whether one path template of Express matches every path that the other matches, as `/users/:id` and `/*rest` do
 * `/users/me`.
 */
export function coversPath(template: string, other: string): boolean {
  if (isSimple(template) && isSimple(other))
    return coversSegments(readSegments(template), readSegments(other));
  const pattern = toPattern(template);
  return samplesOf(other).every((sample) => pattern.test(sample));
}

/** Segment by segment: a whole parameter takes any, anything else only itself. */
function coversSegments(segments: readonly string[], others: readonly string[]): boolean {
  return (
    segments.length === others.length &&
    segments.every(
      (text, index) => (isWholeParameter(text) && others[index] !== '') || text === others[index],
    )
  );
}
