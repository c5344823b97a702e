import { randomBytes } from 'node:crypto';
import type { LogEvent } from '../../logs/event-table.ts';
import type { LogWriter } from '../../logs/log-writer.ts';
import type { FunctionVersion } from '../function-records.ts';

/** The log of one environment: a stream of its own in the group of the function. */
export type SandboxLog = {
  stream: string;
  write(event: LogEvent): void;
  /** What has been written since it was last asked, oldest first. */
  takeTail(): string[];
};

export type LogAccess = {
  writer: LogWriter;
  region: string;
  accountId: string;
  /** Whether the role of the function allows an action on a log group or stream. */
  allows(action: string, resource: string): boolean;
  /** Takes a line about events that are lost because the role does not allow writing them. */
  warn(line: string): void;
};

const MAX_TAIL_LINES = 200;

/**
 * Writes the events of an environment with the permissions of the function's role, as Lambda does: without them they are
 * lost. The group is created when it is missing and the role may.
 */
export function createSandboxLog(version: FunctionVersion, access: LogAccess): SandboxLog {
  const { writer, region, accountId, allows, warn } = access;
  const group = version.LoggingConfig.LogGroup;
  const groupArn = `arn:aws:logs:${region}:${accountId}:log-group:${group}`;
  const stream = nameStream(version.Version);
  const tail: string[] = [];
  let mayWrite: boolean | undefined;

  const prepare = (): boolean => {
    if (!writer.hasGroup(region, group)) {
      if (!allows('logs:CreateLogGroup', groupArn)) return false;
      writer.createGroup(region, accountId, group);
    }
    if (!writer.hasStream(region, group, stream)) {
      if (!allows('logs:CreateLogStream', `${groupArn}:log-stream:${stream}`)) return false;
      writer.createStream(region, group, stream);
    }
    return allows('logs:PutLogEvents', `${groupArn}:log-stream:${stream}`);
  };

  return {
    stream,
    takeTail: () => tail.splice(0),
    write(event) {
      tail.push(event.message);
      if (tail.length > MAX_TAIL_LINES) tail.shift();
      if (mayWrite !== true || !writer.hasStream(region, group, stream)) {
        const before = mayWrite;
        mayWrite = prepare();
        if (!mayWrite && before === undefined)
          warn(`${version.FunctionName}: its log is lost, its role may not write to the log group ${group}`);
      }
      if (mayWrite) writer.put(region, group, stream, [event]);
    },
  };
}

/** `2026/11/29/[$LATEST]0f3b…` */
function nameStream(version: string): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomBytes(16).toString('hex')}`;
}
