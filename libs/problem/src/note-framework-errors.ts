import type { AbstractHttpAdapter } from '@nestjs/core';
import { noteFrameworkError, noteUnrouted } from './framework-errors.ts';

type Handler = (request: object, ...rest: unknown[]) => unknown;

/**
 * Notes what the two ends of an HTTP adapter make: Nest's 404 for a request that no route took, and exceptions that it
 * writes for errors of Express and its parsers, which quote path or body. Call it before the application is initialised.
 *
 * @see https://docs.nestjs.com/faq/http-adapter
 */
export function noteFrameworkErrors(adapter: AbstractHttpAdapter): void {
  const mapException = adapter.mapException.bind(adapter);
  const setNotFoundHandler = adapter.setNotFoundHandler?.bind(adapter);
  adapter.mapException = (error) => {
    const mapped = mapException(error);
    // What reaches it as an exception of Nest was thrown as one, by a middleware of the application.
    if (mapped !== error) noteFrameworkError(mapped);
    return mapped;
  };
  adapter.setNotFoundHandler = (handler, ...rest) => {
    const noting: Handler = (request, ...others) => {
      noteUnrouted(request);
      return (handler as Handler)(request, ...others);
    };
    return setNotFoundHandler?.(noting, ...rest);
  };
}
