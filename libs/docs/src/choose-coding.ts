/** How a body travels, best first. */
export const CODINGS = ['br', 'gzip', 'identity'] as const;

export type Coding = (typeof CODINGS)[number];

/**
 * Chooses among the codings we have the one that the client likes best; at equal weight the smallest. Without a header,
 * or when it excludes everything, the plain body.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */
export function chooseCoding(acceptEncoding: string | undefined): Coding {
  if (!acceptEncoding?.trim()) return 'identity';
  const weights = readWeights(acceptEncoding);
  const weigh = (coding: Coding): number =>
    weights.get(coding) ?? (coding === 'identity' ? 0.0001 : (weights.get('*') ?? 0));
  const best = CODINGS.toSorted((one, other) => weigh(other) - weigh(one))[0];
  return best !== undefined && weigh(best) > 0 ? best : 'identity';
}

function readWeights(header: string): ReadonlyMap<string, number> {
  const weights = header.split(',').map((item): [string, number] => {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return [name === 'x-gzip' ? 'gzip' : name, weight === undefined ? 1 : toWeight(weight)];
  });
  return new Map(weights);
}

/** A weight that cannot be read excludes its coding. */
function toWeight(text: string): number {
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}
