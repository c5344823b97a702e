/** A path that two routes of the gateway both match, in segments; `undefined` when there is none. */
export function commonPath(template: string, other: string): readonly string[] | undefined {
  const segments = template.slice(1).split('/');
  const others = other.slice(1).split('/');
  if (segments.length !== others.length) return undefined;
  const common = segments.map((text, index) => pick(text, others[index] ?? ''));
  return common.every((text) => text !== undefined) ? common : undefined;
}

/** The text that both segments take; any text is `x`. */
function pick(text: string, other: string): string | undefined {
  if (isParameter(text)) return isParameter(other) ? 'x' : other;
  return isParameter(other) || text === other ? text : undefined;
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}
