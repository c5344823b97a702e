import { randomUUID } from 'node:crypto';
import { AwsError } from '../../endpoint/aws-error.ts';
import type { Store } from '../../store/open-store.ts';
import type { FunctionVersion } from '../function-records.ts';
import { openEnvironment, type Environment, type StartEnvironment } from './environment.ts';
import type { Invocation, InvocationRequest } from './invocation.ts';
import { invokeEnvironment } from './invoke-environment.ts';
import { failedInit } from './read-outcome.ts';
import { InitFailure } from './start-sandbox.ts';
import { createTally } from './tally.ts';
import { createWaitingLine } from './waiting-line.ts';

/** @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_TIMEOUT_MS = 10_000;
const PROVISIONED_INIT_TIMEOUT_MS = 900_000;
/** An environment that was not invoked for that long is ended. Assumed: AWS does not say how long it keeps them. */
const IDLE_MS = 300_000;

export type SandboxPool = ReturnType<typeof createSandboxPool>;

type PoolOptions = {
  start: StartEnvironment;
  /** How many invocations there may be at once of all functions. */
  accountConcurrency: number;
  /** How many environments there may be at once, those held ready aside. One that is idle makes room for another. */
  maxEnvironments: number;
  /** How many environments may be in INIT at once, those held ready aside. */
  maxStarting: number;
  /** What a process wrote is logged until it has ended. */
  hold: Store['hold'];
};

/** Keeps the environments of all functions: one invocation in each at a time, more environments for more at once. */
export function createSandboxPool(options: PoolOptions) {
  const { start, accountConcurrency, maxEnvironments, maxStarting, hold } = options;
  const environments = new Map<string, Set<Environment>>();
  const running = createTally();
  let isClosed = false;

  const all = (): Environment[] => [...environments.values()].flatMap((set) => [...set]);

  const add = (environment: Environment): void => {
    const set = environments.get(environment.key) ?? new Set();
    environments.set(environment.key, set.add(environment));
  };

  const drop = (environment: Environment): void => {
    clearTimeout(environment.idleTimer);
    environments.get(environment.key)?.delete(environment);
    environment.sandbox.kill();
    line.startMore();
  };

  const open = (
    version: FunctionVersion,
    region: string,
    key: string,
    how: { initTimeoutMs: number; isProvisioned: boolean },
  ): Promise<Environment> =>
    openEnvironment(version, region, { key, ...how }, { start, add, drop, isClosed: () => isClosed, hold });

  const release = (environment: Environment): void => {
    const isGone = !environments.get(environment.key)?.has(environment);
    if (isGone || line.serve(environment.key, environment)) return;
    environment.isBusy = false;
    if (environment.isProvisioned) return;
    environment.idleTimer = setTimeout(drop, IDLE_MS, environment);
    environment.idleTimer.unref();
  };

  const takeIdle = (key: string): Environment | undefined => {
    const idle = [...(environments.get(key) ?? [])].filter(({ isBusy }) => !isBusy);
    const chosen = idle.find(({ isProvisioned }) => isProvisioned) ?? idle[0];
    if (!chosen) return undefined;
    clearTimeout(chosen.idleTimer);
    chosen.isBusy = true;
    return chosen;
  };

  const line = createWaitingLine<Environment>(maxStarting, () => {
    const onDemand = all().filter(({ isProvisioned }) => !isProvisioned);
    if (onDemand.length < maxEnvironments) return true;
    const idle = onDemand.find(({ isBusy }) => !isBusy);
    if (idle) drop(idle);
    return idle !== undefined;
  });
  const openOnDemand = (version: FunctionVersion, region: string, key: string, initTimeoutMs: number) =>
    open(version, region, key, { initTimeoutMs, isProvisioned: false });

  /** A ready environment; INIT that fails is tried once more within the time of the invocation, as Lambda does. */
  const acquire = async (version: FunctionVersion, region: string, key: string): Promise<Environment> =>
    takeIdle(key) ??
    line.wait(key, async (isServed) => {
      try {
        release(await openOnDemand(version, region, key, INIT_TIMEOUT_MS));
      } catch (error) {
        if (!(error instanceof InitFailure) || isServed()) throw error;
        release(await openOnDemand(version, region, key, version.Timeout * 1000));
      }
    });

  const assertCapacity = (functionArn: string, reserved: number | undefined): void => {
    if (reserved !== undefined && running.of(functionArn) >= reserved)
      throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
    if (running.total() >= accountConcurrency) throw throttled('ConcurrentInvocationLimitExceeded');
  };

  const run = async (
    version: FunctionVersion,
    place: { region: string; functionArn: string },
    request: InvocationRequest,
  ): Promise<Invocation> => {
    const key = keyOf(version, place.functionArn);
    const asked = { requestId: randomUUID(), askedAt: performance.now(), request };
    let environment: Environment;
    try {
      environment = await acquire(version, place.region, key);
    } catch (error) {
      if (!(error instanceof InitFailure)) throw error;
      return failedInit(error, asked.requestId, performance.now() - asked.askedAt, version.Timeout);
    }
    const { invocation, isAlive } = await invokeEnvironment(environment, version, asked);
    if (isAlive) release(environment);
    return invocation;
  };

  return {
    /** Throws AwsError `TooManyRequestsException` when no more may run at once. */
    async invoke(
      version: FunctionVersion,
      place: { region: string; functionArn: string; reserved: number | undefined },
      request: InvocationRequest,
    ): Promise<Invocation> {
      if (isClosed) throw ending();
      assertCapacity(place.functionArn, place.reserved);
      const end = running.add(place.functionArn);
      try {
        return await run(version, place, request);
      } finally {
        end();
      }
    },
    /** How many invocations of a function there are at the moment. */
    concurrencyOf: running.of,
    /** Holds so many environments of a version ready. Rejects with {@link InitFailure}. */
    async provision(
      version: FunctionVersion,
      place: { region: string; functionArn: string },
      count: number,
    ): Promise<void> {
      const key = keyOf(version, place.functionArn);
      const there = [...(environments.get(key) ?? [])].filter(({ isProvisioned }) => isProvisioned);
      const missing = Math.max(0, count - there.length);
      const how = { initTimeoutMs: PROVISIONED_INIT_TIMEOUT_MS, isProvisioned: true };
      const opened = await Promise.all(
        Array.from({ length: missing }, () => open(version, place.region, key, how)),
      );
      for (const environment of opened) release(environment);
    },
    /** Gives up what is held ready of a function beyond these; an environment at work does its work first. */
    keepProvisioned(
      functionArn: string,
      wanted: readonly { version: FunctionVersion; count: number }[],
    ): void {
      const left = new Map<string, number>();
      for (const { version, count } of wanted) {
        const key = keyOf(version, functionArn);
        left.set(key, (left.get(key) ?? 0) + count);
      }
      for (const environment of all()) {
        if (!environment.isProvisioned || !environment.key.startsWith(`${functionArn}|`)) continue;
        const count = left.get(environment.key) ?? 0;
        left.set(environment.key, count - 1);
        if (count > 0) continue;
        if (environment.isReady && environment.isBusy) environment.isProvisioned = false;
        else drop(environment);
      }
    },
    /** Ends the environments of a function, of all its versions. */
    removeFunction(functionArn: string): void {
      for (const environment of all()) if (environment.key.startsWith(`${functionArn}|`)) drop(environment);
    },
    /** Ends the environments of versions that cannot be invoked any more, once they are idle. */
    retire(functionArn: string, current: readonly FunctionVersion[]): void {
      const wanted = new Set(current.map((version) => keyOf(version, functionArn)));
      for (const environment of all()) {
        const isOfFunction = environment.key.startsWith(`${functionArn}|`);
        if (isOfFunction && !environment.isBusy && !wanted.has(environment.key)) drop(environment);
      }
    },
    async close(): Promise<void> {
      isClosed = true;
      line.close(ending());
      const open = all();
      for (const environment of open) drop(environment);
      await Promise.all(open.map(({ sandbox }) => sandbox.ended));
    },
  };
}

function keyOf({ Version, RevisionId }: FunctionVersion, functionArn: string): string {
  return `${functionArn}|${Version}|${RevisionId}`;
}

function ending(): AwsError {
  return new AwsError('ServiceException', 'The local AWS is ending.', { status: 500 });
}

function throttled(Reason: string): AwsError {
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429, Reason });
}
