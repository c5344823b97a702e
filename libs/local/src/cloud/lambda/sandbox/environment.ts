import type { Store } from '../../store/open-store.ts';
import type { FunctionVersion } from '../function-records.ts';
import { createPlatformLog, type PlatformLog } from './platform-log.ts';
import type { SandboxLog } from './sandbox-log.ts';
import { InitFailure, type Sandbox } from './start-sandbox.ts';

/** What an environment is started with. */
export type StartedEnvironment = { sandbox: Sandbox; log: SandboxLog };
export type StartEnvironment = (
  version: FunctionVersion,
  region: string,
  how: { initTimeoutMs: number; initializationType: 'on-demand' | 'provisioned-concurrency' },
) => Promise<StartedEnvironment>;

/** A process that serves one invocation at a time of one version of a function. */
export type Environment = StartedEnvironment & {
  /** Tells environments of one version from those of others. */
  key: string;
  platform: PlatformLog;
  /** Whether INIT is over. */
  isReady: boolean;
  isBusy: boolean;
  isUsed: boolean;
  isProvisioned: boolean;
  idleTimer?: NodeJS.Timeout;
};

/** What becomes of an environment is for its pool to say. */
type Pool = Readonly<{
  start: StartEnvironment;
  add: (environment: Environment) => void;
  drop: (environment: Environment) => void;
  isClosed: () => boolean;
  /** What a process wrote is logged until it has ended. */
  hold: Store['hold'];
}>;

type Opening = Readonly<{ key: string; initTimeoutMs: number; isProvisioned: boolean }>;

/** Starts an environment, which is busy when its INIT is over. Rejects with {@link InitFailure}. */
export async function openEnvironment(
  version: FunctionVersion,
  region: string,
  { key, initTimeoutMs, isProvisioned }: Opening,
  pool: Pool,
): Promise<Environment> {
  const initializationType = isProvisioned ? 'provisioned-concurrency' : 'on-demand';
  const started = await pool.start(version, region, { initTimeoutMs, initializationType });
  const platform = createPlatformLog(version, started.log.write);
  const environment: Environment = {
    ...started,
    key,
    platform,
    isReady: false,
    isBusy: true,
    isUsed: false,
    isProvisioned,
  };
  pool.add(environment);
  if (pool.isClosed()) pool.drop(environment);
  void pool.hold(environment.sandbox.ended.then(() => pool.drop(environment)));
  platform.initStart(initializationType);
  const report = (end: Readonly<{ status: string; errorType?: string }>): void =>
    platform.initReport({ initializationType, durationMs: environment.sandbox.initMs(), ...end });
  try {
    await environment.sandbox.ready;
    environment.isReady = true;
    report({ status: 'success' });
    return environment;
  } catch (error) {
    pool.drop(environment);
    if (error instanceof InitFailure) {
      const { status, errorType } = error;
      // What it wrote before it ended is read first, so that the report is below it.
      await environment.sandbox.ended;
      // One that closes has ended it itself, and its log may be gone.
      if (!pool.isClosed()) report({ status, ...(status === 'error' && { errorType }) });
    }
    throw error;
  }
}
