import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Store } from '../store/open-store.ts';
import { AwsError } from './aws-error.ts';
import { protocolOfErrors } from './choose-protocol.ts';
import type { WireRequest, WireResponse } from './protocols/protocol.ts';
import { readCredential } from './read-credential.ts';
import { readWireRequest } from './read-wire-request.ts';
import { findForeignCaller } from './find-foreign-caller.ts';
import { serveCall, type Serving } from './serve-call.ts';

export type EndpointOptions = Serving & {
  /** Serves a request for a deployed API; `false` when it is none. */
  serveApi(message: IncomingMessage, response: ServerResponse): boolean;
  /** Serves a request of S3, signed or not. */
  serveBucket(request: WireRequest, host: string): Promise<WireResponse>;
  /** Whether a request without a signature is for S3. */
  isBucketRequest(request: Pick<WireRequest, 'path' | 'headers'>, host: string): boolean;
  hold: Store['hold'];
};

/** The one listener of the local AWS: requests of deployed APIs by host or path, calls of services by their signature. */
export function createEndpoint(options: EndpointOptions): RequestListener {
  return (message, response) => {
    if (options.serveApi(message, response)) return;
    void options.hold(serve(message, response, options));
  };
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  options: EndpointOptions,
): Promise<void> {
  const foreign = findForeignCaller(message);
  if (foreign !== undefined) return write(response, denied(foreign), message.method);
  let request: WireRequest;
  try {
    request = await readWireRequest(message);
  } catch (error) {
    if (!(error instanceof AwsError)) return void response.destroy();
    return write(response, denied(error.message, error.status), message.method);
  }
  const host = hostOf(message);
  const credential = readCredential(request);
  try {
    if (credential?.service === 's3' || (!credential && options.isBucketRequest(request, host))) {
      return write(response, await options.serveBucket(request, host), message.method);
    }
    if (!credential) return write(response, unsigned(request), message.method);
    write(response, await serveCall(request, credential, options), message.method);
  } catch (error) {
    options.log(`endpoint: ${(error as Error).stack}`);
    write(response, denied('The local AWS failed; its terminal says how.', 500), message.method);
  }
}

/** Host without its port, in lower case. */
export function hostOf({ headers }: IncomingMessage): string {
  return (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

function unsigned(request: WireRequest): WireResponse {
  const message = 'Missing Authentication Token: sign the request. Any access key will do here.';
  const error = new AwsError('MissingAuthenticationToken', message, { status: 403 });
  return protocolOfErrors(request).encodeError(error, { requestId: '' }, { name: '', operations: {} });
}

function denied(message: string, status = 403): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}

function write(response: ServerResponse, { status, headers, body }: WireResponse, method = 'GET'): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  // The length of a response to HEAD is that of the object.
  const length = headers['content-length'] ?? String(bytes.byteLength);
  response.writeHead(status, { ...headers, ...(status !== 204 && { 'content-length': length }) });
  response.end(method === 'HEAD' ? undefined : bytes);
}
