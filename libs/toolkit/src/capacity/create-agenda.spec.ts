import { describe, expect, it } from '@jest/globals';
import { createAgenda } from './create-agenda.ts';
import { createRandom } from './create-random.ts';

describe('createAgenda', () => {
  it('gives what was added in the order of its times', () => {
    const random = createRandom(7);
    const times = Array.from({ length: 500 }, () => random());
    const agenda = createAgenda();
    for (const [index, at] of times.entries()) agenda.add(at, index);
    const taken = times.map(() => [agenda.next(), times[agenda.take()]]);
    const sorted = times.toSorted((one, other) => one - other);
    expect(taken).toEqual(sorted.map((at) => [at, at]));
  });

  it('has nothing next when it is empty', () => {
    const agenda = createAgenda();
    agenda.add(1, 2);
    agenda.take();
    expect(agenda.next()).toBe(Infinity);
  });
});
