import { Agent, request } from 'node:http';
import { Module } from 'node:module';

/**
 * Stands in for the native half of `aws-lambda-ric`, whose build takes a C++ compiler.
 *
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client `src/native/rapid-client.cc`
 */
export function provideRapidClient() {
  const original = Module._load;
  Module._load = function load(name, ...more) {
    return String(name).endsWith('rapid-client.node')
      ? createClient()
      : Reflect.apply(original, this, [name, ...more]);
  };
}

function createClient() {
  const [hostname, port] = (process.env['AWS_LAMBDA_RUNTIME_API'] ?? '').split(':');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // The next event is asked for only after a response was taken; the native half blocks until then.
  let posted = Promise.resolve();

  const call = (method, path, body, more = {}) =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const headers = {
        ...more,
        ...length,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      };
      const where = { hostname, port, path: `/2018-06-01/runtime/invocation/${path}` };
      const sent = request({ ...where, method, agent, headers });
      sent.once('error', reject);
      sent.once('response', (response) => {
        let bodyJson = '';
        response.setEncoding('utf8').on('data', (part) => (bodyJson += part));
        response.once('end', () => resolve({ bodyJson, headers: response.headers }));
      });
      sent.end(body);
    });

  return {
    initializeClient: () => undefined,
    async next() {
      await posted;
      return call('GET', 'next');
    },
    done(id, body) {
      posted = call('POST', `${id}/response`, body);
    },
    error(id, body) {
      const { errorType = '' } = JSON.parse(body);
      posted = call('POST', `${id}/error`, body, { 'lambda-runtime-function-error-type': errorType });
    },
  };
}
