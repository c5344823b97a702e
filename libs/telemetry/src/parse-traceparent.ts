import type { SpanContext } from '@opentelemetry/api';

/** @see https://www.w3.org/TR/trace-context/#traceparent-header-field-values */
const FORM = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/;

/** The caller's span, by the header that says so; nothing for a text that is none. Version 00 has no more parts than these. */
export function parseTraceparent(text = ''): SpanContext | undefined {
  const [whole, traceId, spanId, flags] = FORM.exec(text) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (text.startsWith('00') && whole !== text) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}
