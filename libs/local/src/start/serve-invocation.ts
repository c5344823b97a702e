import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isLoopbackHost } from '../gateway/is-loopback-host.ts';
import type { LocalWorkers } from './local-workers.ts';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const INVOKE = /^\/2015-03-31\/functions\/([\w-]+)\/invocations(?:\?|$)/;

/**
 * Serves Lambda's own call `Invoke`, as AWS CLI and SDKs send it with this address as their endpoint. Whether the request is one is
 * said at once; the response comes when the function has replied.
 *
 * No web page may invoke: it would name its `Origin`, or send the name of a host that was pointed at this machine.
 */
export function serveInvocation(
  workers: LocalWorkers,
  request: IncomingMessage,
  response: ServerResponse,
  log: (line: string) => void,
): boolean {
  const [, name] = INVOKE.exec(request.url ?? '') ?? [];
  if (name === undefined || request.method !== 'POST') return false;
  void reply(workers, name, request, response, log).catch((error: Error) => {
    log(`${name} cannot be invoked: ${error.message}`);
    response.destroy();
  });
  return true;
}

async function reply(
  workers: LocalWorkers,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  log: (line: string) => void,
): Promise<void> {
  const send = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
  const fail = (status: number, type: string, message: string): void =>
    send(status, JSON.stringify({ Type: 'User', Message: message }), { 'x-amzn-errortype': type });
  const { origin, host } = request.headers;
  if (origin !== undefined || !isLoopbackHost(host)) {
    request.resume();
    return fail(403, 'AccessDeniedException', 'Functions are not invoked by web pages.');
  }
  const event = (await text(request)) || '{}';
  if (!isJson(event)) return fail(400, 'InvalidRequestContentException', 'The event is no JSON.');
  const result = await workers.invoke(name, event);
  if (!result) {
    const known = workers.names.length === 0 ? 'none' : workers.names.join(', ');
    return fail(404, 'ResourceNotFoundException', `There is no worker ${name}. There is: ${known}.`);
  }
  if (result.ok) {
    log(`${name} invoked (${Math.round(result.times.functionMs)} ms)`);
    return send(200, result.payload, { 'x-amz-executed-version': '$LATEST' });
  }
  log(`${name} failed: ${result.reason}`);
  return send(200, JSON.stringify({ errorMessage: result.reason }), {
    'x-amz-function-error': 'Unhandled',
    'x-amz-executed-version': '$LATEST',
  });
}

function isJson(event: string): boolean {
  try {
    JSON.parse(event);
    return true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return false;
  }
}
