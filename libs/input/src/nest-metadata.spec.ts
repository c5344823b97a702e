import 'reflect-metadata';
import * as internal from '@nestjs/common/internal';
import { describe, expect, it } from '@jest/globals';
import * as own from './nest-metadata.ts';

describe('a key of metadata', () => {
  it.each([
    ['PARAMTYPES_METADATA', own.PARAMTYPES_METADATA, internal.PARAMTYPES_METADATA],
    ['INTERCEPTORS_METADATA', own.INTERCEPTORS_METADATA, internal.INTERCEPTORS_METADATA],
    ['PIPES_METADATA', own.PIPES_METADATA, internal.PIPES_METADATA],
    ['ROUTE_ARGS_METADATA', own.ROUTE_ARGS_METADATA, internal.ROUTE_ARGS_METADATA],
  ])('is the one of Nest: %s', (_name, key, ofNest) => {
    expect(key).toBe(ofNest);
  });

  it('has the kinds of arguments that Nest has', () => {
    expect(internal.RouteParamtypes).toMatchObject(own.RouteParamtypes);
  });
});
