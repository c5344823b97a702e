import type { Environment } from './environment.reader.ts';

/** As AWS has it: `1-67891233-abcdef012345678912345678`. @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
const ROOT = /(?:^|;)\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/i;
/** @see https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/;

type Sources = Readonly<{
  /** Lambda sets `_X_AMZN_TRACE_ID` anew for every invocation. */
  environment: Environment;
  /** Headers of the request, by their names in lower case. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}>;

/**
 * Ids of the traces that a request belongs to: AWS's, and the caller's by W3C. Headers are what callers write: one that is no id
 * of its kind is left out.
 */
export function readTrace({ environment, headers }: Sources): { traceId?: string; parentTraceId?: string } {
  const traceId =
    ROOT.exec(environment['_X_AMZN_TRACE_ID'] ?? '')?.[1] ??
    ROOT.exec(textOf(headers['x-amzn-trace-id']))?.[1];
  const [, parentTraceId] = TRACEPARENT.exec(textOf(headers['traceparent'])) ?? [];
  return {
    ...(traceId !== undefined && { traceId }),
    ...(parentTraceId !== undefined && !/^0+$/.test(parentTraceId) && { parentTraceId }),
  };
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}
