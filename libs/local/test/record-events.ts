import type { FunctionRunner } from '../src/gateway/function-runner.ts';

export type EventRecorder = FunctionRunner & {
  /** The events it was invoked with. */
  events: Record<string, unknown>[];
  /** What the next invocations return. */
  result: unknown;
};

/** A function that keeps its events and returns what it is told to. */
export function recordEvents(): EventRecorder {
  const recorder: EventRecorder = {
    events: [],
    result: { statusCode: 200, body: 'ok' },
    async invoke(event) {
      recorder.events.push(JSON.parse(event) as Record<string, unknown>);
      const payload = JSON.stringify(recorder.result) ?? 'null';
      return { ok: true, payload, times: { functionMs: 0, initMs: 0, cold: false } };
    },
  };
  return recorder;
}
