import { randomUUID } from 'node:crypto';
import type { FunctionVersion } from '../function-records.ts';
import type { Environment } from './environment.ts';
import type { Invocation, InvocationRequest } from './invocation.ts';
import { readOutcome } from './read-outcome.ts';

type Asked = Readonly<{
  requestId: string;
  /** When the invocation came, by `performance.now()`. */
  askedAt: number;
  request: InvocationRequest;
}>;

/**
 * Has an environment serve one invocation, and writes what Lambda writes of it into the log.
 *
 * @returns what came of it, and whether the environment can serve another
 */
export async function invokeEnvironment(
  environment: Environment,
  version: FunctionVersion,
  { requestId, askedAt, request }: Asked,
): Promise<{ invocation: Invocation; isAlive: boolean }> {
  const { sandbox, platform, log } = environment;
  const isCold = !environment.isUsed && !environment.isProvisioned;
  environment.isUsed = true;
  log.takeTail();
  platform.start(requestId);
  const started = performance.now();
  const outcome = await sandbox.invoke({
    requestId,
    payload: request.payload,
    deadlineMs: Date.now() + version.Timeout * 1000,
    functionArn: request.invokedArn,
    traceId:
      request.traceId ??
      `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)}`,
    ...(request.clientContext !== undefined && { clientContext: request.clientContext }),
  });
  const durationMs = performance.now() - started;
  const maxMemoryMb = sandbox.maxMemoryMb();
  // A process that was ended is read to its end; of one that lives the pipe is read before the report is written.
  if (outcome.kind === 'timeout' || outcome.kind === 'exit') await sandbox.ended;
  else await turn();
  const read = readOutcome(outcome, requestId, version.Timeout);
  if (read.line !== undefined) platform.line(`${new Date().toISOString()} ${requestId} ${read.line}`);
  const report = {
    requestId,
    durationMs: outcome.kind === 'timeout' ? version.Timeout * 1000 : durationMs,
    maxMemoryMb,
    status: read.status,
    ...(read.errorType !== undefined && { errorType: read.errorType }),
    ...(isCold && { initMs: sandbox.initMs() }),
  };
  platform.end(report);
  platform.report(report);
  const tail = log.takeTail();
  return {
    isAlive: outcome.kind === 'response' || outcome.kind === 'error',
    invocation: {
      requestId,
      payload: read.payload,
      ...(read.isError && { functionError: 'Unhandled' as const, reason: read.payload.toString('utf8') }),
      durationMs,
      initMs: isCold ? started - askedAt : 0,
      isCold,
      tail,
    },
  };
}

/** Resolves when what is readable by now has been read. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}
