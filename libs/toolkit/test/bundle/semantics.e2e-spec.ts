import { beforeAll, describe, expect, it } from '@jest/globals';
import { AWAIT } from './programs/await.programs.ts';
import { BINDINGS } from './programs/bindings.programs.ts';
import { COMMONJS } from './programs/commonjs.programs.ts';
import { ERRORS } from './programs/errors.programs.ts';
import { INTEROP } from './programs/interop.programs.ts';
import { ORDER } from './programs/order.programs.ts';
import { PLACES } from './programs/places.programs.ts';
import { runBoth, type Outcomes } from './run-both.ts';

describe.each([
  { about: 'modules of both kinds', cases: INTEROP },
  { about: 'bindings', cases: BINDINGS },
  { about: 'the order in which modules run', cases: ORDER },
  { about: 'await at the top level', cases: AWAIT },
  { about: 'errors', cases: ERRORS },
  { about: 'CommonJS', cases: COMMONJS },
  { about: 'places, packages and texts', cases: PLACES },
])('a bundle, about $about,', ({ cases }) => {
  let outcomes: readonly Outcomes[] = [];
  beforeAll(async () => {
    outcomes = await runBoth(cases.map(({ files }) => files));
  }, 60_000);

  it.each(cases.map((one, index) => ({ ...one, index })))('$it, as Node does', ({ index, value, error }) => {
    const { node, bundle, plain } = outcomes[index] ?? {};
    const expected = error ? { error: expect.objectContaining(error) } : { value };
    expect(node).toEqual(expected);
    expect(bundle).toEqual(expected);
    expect(plain).toEqual(expected);
  });
});
