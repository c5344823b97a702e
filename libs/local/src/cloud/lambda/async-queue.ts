import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Store } from '../store/open-store.ts';
import type { FunctionRecords } from './function-records.ts';
import type { FunctionReference } from './function-reference.ts';
import type { InvokeFunction } from './invoke-function.ts';

type Place = Readonly<{ region: string; accountId: string }>;

type QueuedEvent = {
  id: string;
  reference: FunctionReference;
  place: Place;
  payload: string;
  clientContext?: string;
  queuedAt: number;
  attempts: number;
};

export type EventOptions = {
  /** How often it is tried again; default that of the function, then 2. */
  maxRetries?: number;
  /** Seconds; default that of the function, then 6 hours. */
  maxAgeSeconds?: number;
};

export type AsyncQueue = ReturnType<typeof createAsyncQueue>;

/** Waits before the first and the second retry. @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const RETRY_MS = [60_000, 120_000];
const MAX_AGE_SECONDS = 21_600;
const THROTTLED_MS = 1000;

type QueueOptions = {
  store: Store;
  records: FunctionRecords;
  invoke: InvokeFunction;
  /** Hands what became of an event to a destination, by its ARN. */
  deliver(destination: string, place: Place, record: object): void;
  log(line: string): void;
};

/** Events that functions are invoked with later. They are on disk, so that a restart goes on with them. */
export function createAsyncQueue({ store, records, invoke, deliver, log }: QueueOptions) {
  const events = store.collection<QueuedEvent>('lambda-queue');
  const timers = new Set<NodeJS.Timeout>();
  let isClosed = false;

  const after = (ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  const settingsOf = ({
    reference,
    place,
  }: QueuedEvent): Required<EventOptions> & { onFailure?: string; onSuccess?: string } => {
    const found =
      records.eventInvokes.get(place.region, reference.name, reference.qualifier ?? '$LATEST') ??
      records.eventInvokes.get(place.region, reference.name, reference.qualifier ?? '');
    const { OnFailure, OnSuccess } = found?.DestinationConfig ?? {};
    return {
      maxRetries: found?.MaximumRetryAttempts ?? 2,
      maxAgeSeconds: found?.MaximumEventAgeInSeconds ?? MAX_AGE_SECONDS,
      ...(OnFailure?.Destination !== undefined && { onFailure: OnFailure.Destination }),
      ...(OnSuccess?.Destination !== undefined && { onSuccess: OnSuccess.Destination }),
    };
  };

  const finish = (
    event: QueuedEvent,
    condition: string,
    destination: string | undefined,
    response: object,
  ): void => {
    events.delete(event.id);
    if (condition !== 'Success')
      log(`${event.reference.name}: an event is given up after ${event.attempts} attempts (${condition})`);
    if (destination === undefined) return;
    deliver(destination, event.place, {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: { requestId: event.id, condition, approximateInvokeCount: event.attempts },
      requestPayload: JSON.parse(event.payload) as unknown,
      ...response,
    });
  };

  const attempt = (event: QueuedEvent): void => void store.hold(deliverOnce(event));

  const deliverOnce = async (event: QueuedEvent): Promise<void> => {
    if (isClosed) return;
    const { maxRetries, maxAgeSeconds, onFailure, onSuccess } = settingsOf(event);
    if (Date.now() - event.queuedAt > maxAgeSeconds * 1000)
      return finish(event, 'EventAgeExceeded', onFailure, {});
    try {
      const { reference, place, payload, clientContext } = event;
      const invocation = await invoke(reference, place, {
        payload,
        ...(clientContext !== undefined && { clientContext }),
      });
      if (isClosed) return undefined;
      const tried = { ...event, attempts: event.attempts + 1 };
      const response = { responsePayload: parse(invocation.payload) };
      if (invocation.functionError === undefined) return finish(tried, 'Success', onSuccess, response);
      if (tried.attempts > maxRetries) return finish(tried, 'RetriesExhausted', onFailure, response);
      events.put([event.id], tried);
      return after(RETRY_MS[tried.attempts - 1] ?? RETRY_MS[1] ?? 0, () => attempt(tried));
    } catch (error) {
      if (isClosed) return undefined;
      // A throttled event goes back without counting as an attempt.
      if (error instanceof AwsError && error.status === 429) return after(THROTTLED_MS, () => attempt(event));
      if (error instanceof AwsError) return finish(event, error.code, onFailure, {});
      events.delete(event.id);
      log(`${event.reference.name}: ${(error as Error).stack}`);
    }
    return undefined;
  };

  return {
    add(
      reference: FunctionReference,
      { region, accountId }: Place,
      request: { payload: string; clientContext?: string },
    ): void {
      const event: QueuedEvent = {
        id: randomUUID(),
        reference,
        place: { region, accountId },
        ...request,
        queuedAt: Date.now(),
        attempts: 0,
      };
      events.put([event.id], event);
      after(0, () => attempt(event));
    },
    /** Goes on with what was queued before a restart. */
    resume(): void {
      for (const event of events.list()) after(0, () => attempt(event));
    },
    close(): void {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8')) as unknown;
  } catch {
    return payload.toString('utf8');
  }
}
