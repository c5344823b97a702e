import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { plant, type Fault } from './fault.ts';
import { FAULTS } from './faults.ts';

describe('the faults', () => {
  it('are ten at least, each with a name of its own', () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
    expect(FAULTS.length).toBeGreaterThanOrEqual(10);
  });

  it.each(FAULTS)('can still be planted: $name', (fault) => {
    const text = readFileSync(fault.file, 'utf8');
    expect(plant(fault, text)).not.toBe(text);
  });

  it.each(FAULTS)('are looked for by tests that exist: $name', ({ tests }) => {
    expect(tests.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('plant', () => {
  const fault: Fault = { name: 'a fault', file: 'a.ts', edits: [['one', 'two']], tests: [] };

  it('makes the edit', () => {
    expect(plant(fault, 'zero one two')).toBe('zero two two');
  });

  it.each(['nothing', 'one one'])('rejects a text that does not hold it once: %s', (text) => {
    expect(() => plant(fault, text)).toThrow(
      'The fault "a fault" cannot be planted: a.ts does not hold "one" once.',
    );
  });
});
