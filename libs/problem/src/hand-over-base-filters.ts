import { HttpException } from '@nestjs/common';
import { BaseExceptionFilter, type AbstractHttpAdapter } from '@nestjs/core';
import { ProblemFilter, type ReportError } from './problem.filter.ts';

/** Ours, by the adapter of its application: others may run in the same process. */
const FILTERS = new WeakMap<object, ProblemFilter>();

/**
 * Has filters of the application that extend Nest's `BaseExceptionFilter`, as those of monitoring services do, hand over to
 * {@link ProblemFilter} with `super.catch(…)`: Nest's own takes text and status of whatever looks like an error of HTTP.
 * An own `handleUnknownError` still replies to what is no exception of Nest.
 */
export function handOverBaseFilters(adapter: AbstractHttpAdapter, report: ReportError): void {
  replaceBaseFilter();
  FILTERS.set(adapter, new ProblemFilter(report));
}

let isReplaced = false;

function replaceBaseFilter(): void {
  if (isReplaced) return;
  isReplaced = true;
  const base = BaseExceptionFilter.prototype;
  const { catch: catchAsNest, handleUnknownError } = base;
  base.catch = function handOver(this: Base, exception, host) {
    const ours = FILTERS.get(this.applicationRef ?? this.httpAdapterHost?.httpAdapter ?? {});
    const isUnknown = !(exception instanceof HttpException);
    if (!ours || (isUnknown && this.handleUnknownError !== handleUnknownError))
      return catchAsNest.call(this, exception, host);
    ours.catch(exception, host);
  };
}

/** Where Nest puts the adapter: by the constructor, or by injection. */
type Base = BaseExceptionFilter & {
  readonly applicationRef?: object;
  readonly httpAdapterHost?: Readonly<{ httpAdapter?: object }>;
};
