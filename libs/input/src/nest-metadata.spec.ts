import 'reflect-metadata';
import * as internal from '@nestjs/common/internal';
import { describe, expect, it } from '@jest/globals';
import * as own from './nest-metadata.ts';

describe('a key of metadata', () => {
  it.each(['PARAMTYPES_METADATA', 'PIPES_METADATA', 'ROUTE_ARGS_METADATA'] as const)(
    'is the one of Nest: %s',
    (name) => {
      expect(own[name]).toBe(internal[name]);
    },
  );

  it('has the kinds of arguments that Nest has', () => {
    expect(internal.RouteParamtypes).toMatchObject(own.RouteParamtypes);
  });
});
