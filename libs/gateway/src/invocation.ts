import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
import type { EventSource } from './event/detect-source.ts';
import type { Fields } from './event/event-fields.ts';
import type { CanonicalRequest } from './request/read-request.ts';

/** One request to the function: the event, its context, and what both say. */
export interface Invocation {
  readonly event: Fields;
  readonly context: Context;
  readonly source: EventSource;
  /** Stage of API Gateway as the event names it; `undefined` behind a load balancer. */
  readonly stage: string | undefined;
  /** The gateway's request id, which its access log carries too; Lambda's where there is none. */
  readonly requestId: string;
  /** Client address, `''` when it is not known or may be that of many clients. */
  readonly clientAddress: string;
  /** The same for the log: where the client is not known, the peer that connected to AWS. */
  readonly sourceIp: string;
  /** Whether this is the first invocation of the process. */
  readonly coldStart: boolean;
}

/** Told with which status a caller is served. What it gives is waited for before the response is returned. */
export type SentCallback = (status: number) => Promise<void> | void;

/** An invocation on its way through the adapter. */
export interface Run {
  readonly invocation: Invocation;
  readonly request: CanonicalRequest;
  /** Why the application gave no response. */
  failure?: unknown;
  /** Told with which status the caller is served. */
  onSent?: SentCallback[];
  /** What is to be done before the environment may freeze. */
  unfinished?: Promise<void>[];
}

const storage = new AsyncLocalStorage<Run>();

/**
 * The invocation being handled, anywhere in the code it runs, also after `await`; never that of another, however many
 * overlap. `undefined` outside of one, as under `nest start`.
 */
export function currentInvocation(): Invocation | undefined {
  return storage.getStore()?.invocation;
}

/**
 * Calls back with the status that the caller is served with: a response that is too large, or late, has another than the
 * application gave it. `false` outside of an invocation, where the application's is the one.
 *
 * Lambda may freeze the environment as soon as the response is returned. What has to be done before, such as an export, is the promise that
 * `callback` gives: the response waits for it, so it must be bounded. Its failure changes no response.
 */
export function whenSent(callback: SentCallback): boolean {
  const run = storage.getStore();
  if (!run) return false;
  (run.onSent ??= []).push(callback);
  return true;
}

export function currentRun(): Run | undefined {
  return storage.getStore();
}

export function startRun<Result>(run: Run, work: () => Result): Result {
  return storage.run(run, work);
}
