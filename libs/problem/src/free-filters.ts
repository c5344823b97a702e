import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { ApplicationConfig } from '@nestjs/core';
import { letReject } from './response-gate.ts';

/**
 * Lets the application's own global filters reply with what they like, as long as it is an error: they are asked about
 * requests that no route took, too, whose response would not leave otherwise. Call it before the application is
 * initialised.
 */
export function freeFilters(config: ApplicationConfig): void {
  const filters = config.getGlobalFilters() as ExceptionFilter[];
  for (const [index, filter] of filters.entries()) {
    // Made from the filter itself, where Nest looks for what it catches.
    filters[index] = Object.create(filter, {
      catch: {
        value: (exception: unknown, host: ArgumentsHost): unknown => {
          if (host.getType() === 'http') letReject(host.switchToHttp().getResponse<object>());
          return filter.catch(exception, host);
        },
      },
    }) as ExceptionFilter;
  }
}
