import type { Call, Input, Operation } from './call.ts';
import type { Shape } from './shape.ts';

/** An operation whose parameters are read by a shape first. */
export function operation<T>(shape: Shape<T>, run: (input: T, call: Call) => unknown): Operation {
  return (input: Input, call: Call) => run(shape(input, ''), call);
}
