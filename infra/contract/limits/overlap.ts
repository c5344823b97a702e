import type { ContractRoute } from '../contract-route.ts';

type Path = Pick<ContractRoute, 'path'>;

export function segmentsOf({ path }: Path): readonly string[] {
  return path.slice(1).split('/');
}

/** Whether a segment of a template takes any text. */
export function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

/** Whether every path that the other route matches is matched by this one as well. */
export function covers(route: Path, other: Path): boolean {
  const segments = segmentsOf(route);
  const others = segmentsOf(other);
  return (
    segments.length === others.length &&
    segments.every((text, index) => isParameter(text) || text === others[index])
  );
}

/** A path that both routes match; `undefined` when there is none. Parameters without a literal opposite are `x`. */
export function commonPath(route: Path, other: Path): readonly string[] | undefined {
  const others = segmentsOf(other);
  const segments = segmentsOf(route);
  if (segments.length !== others.length) return undefined;
  const common = segments.map((text, index) => pick(text, others[index] ?? ''));
  return common.every((text) => text !== undefined) ? common : undefined;
}

function pick(text: string, other: string): string | undefined {
  if (isParameter(text)) return isParameter(other) ? 'x' : other;
  return isParameter(other) || text === other ? text : undefined;
}
