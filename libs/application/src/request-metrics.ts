import type { Measure, MeasureGroup } from '@lambda-nest/log';

/** What is known of a request once its response was sent. */
export type RequestFacts = Readonly<{
  method: string;
  /** The template; absent where no route matched. */
  route?: string | undefined;
  status: number;
  ms: number;
  coldStart: boolean;
  /** Why access was denied; absent where it was not. */
  reason?: string | undefined;
}>;

/**
 * The metrics of a request: for the function, for the reason of a rejection, and for the route where `perRoute` says so, each of
 * whose combinations with a class of status is a metric that AWS charges for.
 */
export function measureRequest(
  { method, route, status, ms, coldStart, reason }: RequestFacts,
  { perRoute }: Readonly<{ perRoute: boolean }>,
): readonly MeasureGroup[] {
  const requests: Measure = { name: 'Requests', value: 1, unit: 'Count' };
  const latency: Measure = { name: 'Latency', value: ms, unit: 'Milliseconds' };
  const errors: Measure = { name: 'Errors', value: Number(status >= 500), unit: 'Count' };
  const coldStarts: Measure = { name: 'ColdStarts', value: Number(coldStart), unit: 'Count' };
  return [
    { measures: [requests, latency, errors, coldStarts] },
    ...(reason === undefined
      ? []
      : [
          {
            measures: [{ name: 'Rejections', value: 1, unit: 'Count' } as const],
            dimensions: { Reason: reason },
          },
        ]),
    ...(perRoute
      ? [
          {
            measures: [requests, latency],
            dimensions: {
              // Whatever callers ask for that is no route is one metric.
              Route: route === undefined ? 'none' : `${method} ${route}`,
              StatusClass: `${Math.floor(status / 100)}xx`,
            },
          },
        ]
      : []),
  ];
}
