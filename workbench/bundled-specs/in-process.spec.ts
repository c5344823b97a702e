import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { IN_PROCESS } from './in-process.ts';

describe('specs that run in process only', () => {
  it.each(Object.keys(IN_PROCESS))('is one that is there: %s', (file) => {
    expect(existsSync(join('apps/api/test', file))).toBe(true);
  });
});
