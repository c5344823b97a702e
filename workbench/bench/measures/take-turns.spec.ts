import { describe, expect, it } from '@jest/globals';
import { takeTurns } from './take-turns.ts';

describe('takeTurns', () => {
  it('takes the cases one after the other in every round and drops the first round', async () => {
    const order: string[] = [];
    const taken = await takeTurns(['a', 'b'], 2, async (one) => order.push(one));
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect([...taken]).toEqual([
      ['a', [3, 5]],
      ['b', [4, 6]],
    ]);
  });

  it('stops at the first case that fails', async () => {
    const failing = takeTurns(['a'], 1, () => Promise.reject(new Error('no answer')));
    await expect(failing).rejects.toThrow('no answer');
  });
});
