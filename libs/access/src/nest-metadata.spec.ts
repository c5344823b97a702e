import 'reflect-metadata';
import * as internal from '@nestjs/common/internal';
import { describe, expect, it } from '@jest/globals';
import * as own from './nest-metadata.ts';

describe('a key of metadata', () => {
  it.each(Object.entries(own))('is the one of Nest: %s', (name, value) => {
    expect(value).toBe((internal as unknown as Record<string, unknown>)[name]);
  });
});
