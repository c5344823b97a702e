/**
 * Stands in for `rapid-client.node`, the native half of aws-lambda-ric, whose build needs a C++ compiler. The other half has
 * required node:http already, so this adds one small file to every candidate alike. Built to CommonJS and laid beside the
 * client's own file, where Lambda keeps the addon.
 */
import { Agent, request } from 'node:http';

type Reply = Readonly<{ bodyJson: string; headers: NodeJS.Dict<string | string[]> }>;

const [hostname = '', port = ''] = (process.env['AWS_LAMBDA_RUNTIME_API'] ?? '').split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
/** The response under way: the next event is asked for only after it was accepted, as the addon does by blocking. */
let posted: Promise<unknown> = Promise.resolve();

export function initializeClient(): void {}

export async function next(): Promise<Reply> {
  await posted;
  return call('GET', 'next');
}

export function done(id: string, body: string): void {
  posted = call('POST', `${id}/response`, body);
}

export function error(id: string, body: string): void {
  posted = call('POST', `${id}/error`, body);
}

function call(method: string, path: string, body?: string): Promise<Reply> {
  const headers = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request({
      hostname,
      port,
      method,
      agent,
      headers,
      path: `/2018-06-01/runtime/invocation/${path}`,
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let bodyJson = '';
      response.setEncoding('utf8').on('data', (part: string) => (bodyJson += part));
      response.on('end', () => resolve({ bodyJson, headers: response.headers }));
    });
    sent.end(body);
  });
}
