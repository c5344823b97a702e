import type { Duplex } from 'node:stream';

/** From the supervisor: an invocation. */
export type Invoke = {
  id: number;
  /** What Lambda says of the invocation. */
  requestId: string;
  deadlineMs: number;
  traceId: string;
};

/** From the function's process: how INIT went, and how invocations ended. */
export type Report =
  | { kind: 'ready' }
  | { kind: 'init-error'; error: FunctionError }
  | { kind: 'result'; id: number }
  | { kind: 'error'; id: number; error: FunctionError };

export type FunctionError = { errorType: string; errorMessage: string; trace?: string[] };

export type Message<Head> = { head: Head; payload: string };

/**
 * Sends and receives messages over a stream, each a head of JSON and a payload that is JSON too.
 *
 * One line each: neither contains a line end, and a payload of 6 MB is passed on without being parsed on the way.
 */
export function sendMessage<Head>(stream: Duplex, head: Head, payload = ''): void {
  stream.write(`${JSON.stringify(head)}\t${payload}\n`);
}

export function receiveMessages<Head>(stream: Duplex, receive: (message: Message<Head>) => void): void {
  let pending: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      pending.push(chunk.subarray(start, end));
      const line = (pending.length === 1 ? chunk.subarray(start, end) : Buffer.concat(pending)).toString(
        'utf8',
      );
      pending = [];
      start = end + 1;
      const tab = line.indexOf('\t');
      receive({ head: JSON.parse(line.slice(0, tab)) as Head, payload: line.slice(tab + 1) });
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  });
}
