import type { LogEvent } from '../../logs/event-table.ts';
import type { FunctionVersion } from '../function-records.ts';

type Level = 'DEBUG' | 'INFO' | 'WARN';
const LEVELS: readonly string[] = ['DEBUG', 'INFO', 'WARN'];

export type Report = {
  requestId: string;
  durationMs: number;
  maxMemoryMb: number;
  /** Of the first invocation of an environment. */
  initMs?: number;
  status: 'success' | 'error' | 'timeout' | 'failure';
  errorType?: string;
};

/**
 * What the platform itself writes to the log of a function, as lines of text or as JSON by level.
 *
 * Levels are those of AWS's table: what went well is INFO at most, what failed WARN. Assumed: the members of records that
 * describe machines of AWS (runtime version, instance) are made up.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function createPlatformLog(version: FunctionVersion, write: (event: LogEvent) => void) {
  const { LoggingConfig, Version, FunctionName, MemorySize } = version;
  const isJson = LoggingConfig.LogFormat === 'JSON';
  const least = LEVELS.indexOf(LoggingConfig.SystemLogLevel ?? 'INFO');
  const emit = (level: Level, type: string, record: object, text?: string): void => {
    const now = new Date();
    const timestamp = now.getTime();
    if (!isJson) return text === undefined ? undefined : write({ timestamp, message: text });
    if (LEVELS.indexOf(level) < least) return undefined;
    return write({ timestamp, message: JSON.stringify({ time: now.toISOString(), type, record }) });
  };
  const runtimeVersion = `nodejs:${process.versions.node}`;
  return {
    initStart(initializationType: string): void {
      emit(
        'INFO',
        'platform.initStart',
        {
          initializationType,
          phase: 'init',
          runtimeVersion,
          functionName: FunctionName,
          functionVersion: Version,
        },
        `INIT_START Runtime Version: ${runtimeVersion}`,
      );
    },
    initReport({
      initializationType,
      durationMs,
      status,
      errorType,
    }: {
      initializationType: string;
      durationMs: number;
      status: string;
      errorType?: string;
    }): void {
      const record = {
        initializationType,
        phase: 'init',
        status,
        ...(errorType && { errorType }),
        metrics: { durationMs: round(durationMs) },
      };
      const failed = `INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: init\tStatus: ${status}${errorType ? `\tError Type: ${errorType}` : ''}`;
      emit(
        status === 'success' ? 'DEBUG' : 'WARN',
        'platform.initReport',
        record,
        status === 'success' ? undefined : failed,
      );
    },
    start(requestId: string): void {
      emit(
        'INFO',
        'platform.start',
        { requestId, version: Version },
        `START RequestId: ${requestId} Version: ${Version}`,
      );
    },
    end({ requestId, durationMs, status }: Report): void {
      emit(
        status === 'success' ? 'DEBUG' : 'WARN',
        'platform.runtimeDone',
        { requestId, status, metrics: { durationMs: round(durationMs) } },
        `END RequestId: ${requestId}`,
      );
    },
    report({ requestId, durationMs, maxMemoryMb, initMs, status, errorType }: Report): void {
      const metrics = {
        durationMs: round(durationMs),
        billedDurationMs: Math.ceil(durationMs + (initMs ?? 0)),
        memorySizeMB: MemorySize,
        maxMemoryUsedMB: maxMemoryMb,
        ...(initMs !== undefined && { initDurationMs: round(initMs) }),
      };
      const parts = [
        `REPORT RequestId: ${requestId}`,
        `Duration: ${durationMs.toFixed(2)} ms`,
        `Billed Duration: ${metrics.billedDurationMs} ms`,
        `Memory Size: ${MemorySize} MB`,
        `Max Memory Used: ${maxMemoryMb} MB`,
        ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
        ...(status === 'success' ? [] : [`Status: ${status}`]),
        ...(errorType === undefined ? [] : [`Error Type: ${errorType}`]),
      ];
      emit(
        status === 'success' ? 'INFO' : 'WARN',
        'platform.report',
        { requestId, metrics, status, ...(errorType && { errorType }) },
        `${parts.join('\t')}\t`,
      );
    },
    /** A line of text that the platform writes whatever the format. */
    line(text: string): void {
      if (!isJson) write({ timestamp: Date.now(), message: text });
    },
  };
}

export type PlatformLog = ReturnType<typeof createPlatformLog>;

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
