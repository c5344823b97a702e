import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { firebaseVariables, functionVariables } from '../../libs/local/src/start/function-variables.ts';
import { sendLoad } from './send-load.ts';
import type { Product } from './start-product.ts';

/**
 * How many times as many `whoami` a second the bundle's handler takes in process as it takes through the gateway, with 20 callers
 * each: the least of five measurements of a second, since the machine may have other things to do.
 */
export async function compareWithHandler(product: Product): Promise<number> {
  const ratios: number[] = [];
  while (ratios.length < 5) ratios.push(await compareOnce(product));
  return Math.min(...ratios);
}

async function compareOnce(product: Product): Promise<number> {
  const token = await product.tokenOf('user');
  const request = `GET /local/v1/users/whoami HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  const inProcess = await invokeInProcess(product, token);
  const responses = await sendLoad({
    port: product.port,
    connections: 20,
    durationMs: 1_000,
    requestOf: () => request,
    onResponse: () => undefined,
  });
  return inProcess / responses;
}

async function invokeInProcess(product: Product, token: string): Promise<number> {
  const host = `127.0.0.1:${product.identityPort}`;
  const identity = { projectId: 'demo-local', host, jwksUri: `http://${host}/jwks.json`, users: [] };
  const program = fileURLToPath(new URL('measure-handler.ts', import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: {
      ...functionVariables('/nowhere', { defaults: firebaseVariables(identity) }, {}),
      AWS_REGION: 'us-east-1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const rawPath = '/local/v1/users/whoami';
  const event = {
    version: '2.0',
    routeKey: 'GET /v1/users/whoami',
    rawPath,
    rawQueryString: '',
    headers: { host: 'localhost', authorization: `Bearer ${token}` },
    requestContext: {
      http: { method: 'GET', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
      domainName: 'localhost',
      requestId: 'measured',
      stage: 'local',
      timeEpoch: Date.now(),
    },
    isBase64Encoded: false,
  };
  const file = join(product.taskRoot, 'lambda.mjs');
  child.stdin.end(JSON.stringify({ file, event, concurrency: 20, durationMs: 1_000 }));
  return Number(await text(child.stdout));
}
