import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { Catch, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { FILTER_CATCH_EXCEPTIONS } from '@nestjs/common/constants';
import { ApplicationConfig } from '@nestjs/core';
import { freeFilters } from './free-filters.ts';
import { mayRespond } from './response-gate.ts';

@Catch(NotFoundException)
class TellingFilter implements ExceptionFilter {
  readonly name = 'telling';
  catch(exception: unknown, host: ArgumentsHost): unknown {
    return [this.name, exception, host.getType()];
  }
}

const hostOf = (type: string, response: object): ArgumentsHost =>
  ({
    getType: () => type,
    switchToHttp: () => ({ getResponse: () => response }),
  }) as unknown as ArgumentsHost;

describe('freeFilters', () => {
  const config = new ApplicationConfig();
  const filter = new TellingFilter();
  config.addGlobalFilter(filter);
  freeFilters(config);
  const [freed = filter] = config.getGlobalFilters();

  it('leaves a filter what it is, and what it catches', () => {
    expect(freed).not.toBe(filter);
    expect(freed).toBeInstanceOf(TellingFilter);
    expect(Reflect.getMetadata(FILTER_CATCH_EXCEPTIONS, freed.constructor)).toEqual([NotFoundException]);
    expect(freed.catch('thrown', hostOf('http', {}))).toEqual(['telling', 'thrown', 'http']);
  });

  it('lets a response that a filter is at work on leave as an error', () => {
    const response = { statusCode: 404 } as ServerResponse;
    expect(mayRespond(response)).toBe(false);
    freed.catch('thrown', hostOf('http', response));
    expect(mayRespond(response)).toBe(true);
    expect(mayRespond(Object.assign(response, { statusCode: 399 }))).toBe(false);
    expect(mayRespond(Object.assign(response, { statusCode: 400 }))).toBe(true);
  });

  it('lets nothing leave in a context that has no response', () => {
    const response = { statusCode: 404 } as ServerResponse;
    expect(freed.catch('thrown', hostOf('rpc', response))).toEqual(['telling', 'thrown', 'rpc']);
    expect(mayRespond(response)).toBe(false);
  });
});
