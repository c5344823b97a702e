import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startDeadline } from './start-deadline.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('startDeadline', () => {
  it('aborts with a time-out when the time is over', () => {
    const { signal } = startDeadline(1_000);
    jest.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ kind: 'timeout', detail: 'There was no response within 1000 ms.' });
  });

  it('tells how much time is left', () => {
    const deadline = startDeadline(1_000);
    jest.advanceTimersByTime(400);
    expect(deadline.remainingMs()).toBe(600);
  });

  it('does not abort once it has ended', () => {
    const caller = new AbortController();
    const deadline = startDeadline(1_000, caller.signal);
    deadline.end();
    jest.advanceTimersByTime(2_000);
    caller.abort();
    expect(deadline.signal.aborted).toBe(false);
  });

  it('leaves no timer behind when a wait is cut short', async () => {
    const caller = new AbortController();
    const deadline = startDeadline(10_000, caller.signal);
    const waiting = deadline.wait(5_000);
    caller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    deadline.end();
    expect(jest.getTimerCount()).toBe(0);
  });
});
