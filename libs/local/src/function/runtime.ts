/**
 * The function's process: loads the bundle and answers invocations, several at a time.
 *
 * Started by `start-process.ts` with the managed runtime's flags and environment; file descriptor 3 leads back there.
 */
import { Socket } from 'node:net';
import { createContext } from './invocation-context.ts';
import type { Handler } from './load-handler.ts';
import { loadHandler } from './load-handler.ts';
import type { FunctionError, Invoke, Report } from './message-channel.ts';
import { receiveMessages, sendMessage } from './message-channel.ts';

const channel = new Socket({ fd: 3 });
const { env } = process;

// As in the managed runtime: what is not caught costs the process, with these codes.
process.on('unhandledRejection', (reason) => die('Runtime.UnhandledPromiseRejection', reason, 128));
process.on('uncaughtException', (error) => die('Uncaught exception', error, 129));
// Ctrl-C goes to every process of the terminal. The supervisor ends this one, and its own end does.
process.on('SIGINT', () => undefined);
channel.on('close', () => process.exit(0));

try {
  const handler = await loadHandler(env['LAMBDA_TASK_ROOT'] ?? '', env['_HANDLER'] ?? '');
  receiveMessages<Invoke>(channel, ({ head, payload }) => {
    void invoke(handler, head, payload);
  });
  report({ kind: 'ready' });
} catch (error) {
  console.error(error);
  report({ kind: 'init-error', error: describe(error) });
}

async function invoke(handler: Handler, head: Invoke, event: string): Promise<void> {
  // One variable for all invocations at once: Lambda never has two.
  env['_X_AMZN_TRACE_ID'] = head.traceId;
  try {
    const result = await handler(JSON.parse(event), createContext(head, env));
    report({ kind: 'result', id: head.id }, JSON.stringify(result) ?? 'null');
  } catch (error) {
    console.error('Invoke Error', error);
    report({ kind: 'error', id: head.id, error: describe(error) });
  }
}

function report(head: Report, payload?: string): void {
  sendMessage(channel, head, payload);
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}

function die(what: string, error: unknown, code: number): void {
  console.error(what, error);
  process.exit(code);
}
