import { combine, type MathValue } from './math-value.ts';

const pairwise =
  (compute: (one: number, other: number) => number) =>
  (one: MathValue, other: MathValue): MathValue =>
    combine([one, other], (a = 0, b = 0) => compute(a, b));

/** What stands between two values. Truth is 1, and everything but 0. */
export const OPERATORS: Readonly<Record<string, (one: MathValue, other: MathValue) => MathValue>> = {
  '+': pairwise((one, other) => one + other),
  '-': pairwise((one, other) => one - other),
  '*': pairwise((one, other) => one * other),
  '/': pairwise((one, other) => one / other),
  '%': pairwise((one, other) => one % other),
  '^': pairwise((one, other) => one ** other),
  '==': pairwise((one, other) => Number(one === other)),
  '!=': pairwise((one, other) => Number(one !== other)),
  '<': pairwise((one, other) => Number(one < other)),
  '<=': pairwise((one, other) => Number(one <= other)),
  '>': pairwise((one, other) => Number(one > other)),
  '>=': pairwise((one, other) => Number(one >= other)),
  '&&': pairwise((one, other) => Number(one !== 0 && other !== 0)),
  AND: pairwise((one, other) => Number(one !== 0 && other !== 0)),
  '||': pairwise((one, other) => Number(one !== 0 || other !== 0)),
  OR: pairwise((one, other) => Number(one !== 0 || other !== 0)),
};
