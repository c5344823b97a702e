import { describe, expect, it, jest } from '@jest/globals';
import zlib from 'node:zlib';
import { defer } from './defer.ts';

describe('defer', () => {
  it('loads once, when a member is used', () => {
    const load = jest.fn(() => ({ add: (a: number, b: number) => a + b }));
    const module = defer(load);
    expect(load).not.toHaveBeenCalled();
    expect([module.add(1, 2), module.add(3, 4)]).toEqual([3, 7]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('shows the members of the module to code that asks, lists or copies', () => {
    const module = defer(() => zlib);
    expect('gzipSync' in module).toBe(true);
    expect(Object.keys(module)).toEqual(Object.keys(zlib));
    expect(Object.getOwnPropertyDescriptor(module, 'gzipSync')).toMatchObject({ value: zlib.gzipSync });
    expect(Object.getOwnPropertyDescriptor(module, 'nothing')).toBeUndefined();
    expect({ ...module }.gunzipSync(module.gzipSync('text')).toString()).toBe('text');
  });

  it('sets, defines and deletes members of the module itself', () => {
    const real: Record<string, unknown> = { old: 1 };
    const module = defer(() => real);
    module['set'] = 2;
    Object.defineProperty(module, 'fixed', {
      value: 3,
      configurable: false,
      enumerable: true,
      writable: false,
    });
    delete module['old'];
    expect(real).toEqual({ set: 2, fixed: 3 });
    expect(Object.getOwnPropertyDescriptor(module, 'fixed')).toMatchObject({ value: 3, configurable: false });
  });
});
