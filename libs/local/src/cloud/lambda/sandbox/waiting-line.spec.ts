import { describe, expect, it } from '@jest/globals';
import { createWaitingLine, type Start } from './waiting-line.ts';

const never: Start = () => new Promise(() => undefined);

/** Starts that end when they are told to. */
function controlled() {
  const started: PromiseWithResolvers<void>[] = [];
  const start: Start = () => {
    const one = Promise.withResolvers<void>();
    started.push(one);
    return one.promise;
  };
  return { started, start };
}

const turn = () => new Promise((resolve) => void setImmediate(resolve));

describe('a waiting line', () => {
  it('starts one for each that waits, and no more at once than it may', async () => {
    const line = createWaitingLine<string>(2);
    const { started, start } = controlled();
    for (let index = 0; index < 4; index += 1) void line.wait('a', start);
    expect(started).toHaveLength(2);
    line.serve('a', 'first');
    started[0]?.resolve();
    await turn();
    expect(started).toHaveLength(3);
  });

  it('starts none for who was served meanwhile', async () => {
    const line = createWaitingLine<string>(1);
    const { started, start } = controlled();
    const waiting = [line.wait('a', start), line.wait('a', start)];
    line.serve('a', 'free');
    line.serve('a', 'free again');
    started[0]?.resolve();
    await turn();
    expect(await Promise.all(waiting)).toEqual(['free', 'free again']);
    expect(started).toHaveLength(1);
  });

  it('serves who came first, of those that wait for this kind', async () => {
    const line = createWaitingLine<string>(5);
    const [a, b, second] = [line.wait('a', never), line.wait('b', never), line.wait('b', never)];
    expect(line.serve('b', 'one')).toBe(true);
    expect(line.serve('a', 'two')).toBe(true);
    expect(line.serve('b', 'three')).toBe(true);
    expect(line.serve('b', 'left over')).toBe(false);
    expect(await Promise.all([a, b, second])).toEqual(['two', 'one', 'three']);
  });

  it('fails who it was started for, and goes on with the others', async () => {
    const line = createWaitingLine<string>(1);
    const failing = line.wait('a', () => Promise.reject(new Error('no')));
    const { started, start } = controlled();
    const other = line.wait('a', start);
    await expect(failing).rejects.toThrow('no');
    await turn();
    expect(started).toHaveLength(1);
    line.serve('a', 'thing');
    expect(await other).toBe('thing');
  });

  it('tells a start whether it is still needed', async () => {
    const line = createWaitingLine<string>(1);
    const seen: boolean[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const served = line.wait('a', async (isServed) => {
      seen.push(isServed());
      await promise;
      seen.push(isServed());
    });
    line.serve('a', 'thing');
    await served;
    resolve();
    await turn();
    expect(seen).toEqual([false, true]);
  });

  it('starts what there was no room for once there is', async () => {
    let hasRoom = false;
    const line = createWaitingLine<string>(2, () => hasRoom);
    const { started, start } = controlled();
    void line.wait('a', start);
    expect(started).toHaveLength(0);
    hasRoom = true;
    line.startMore();
    expect(started).toHaveLength(1);
  });

  it('releases all that wait when it closes', async () => {
    const line = createWaitingLine<string>(1);
    const waiting = line.wait('a', never);
    line.close(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
  });
});
