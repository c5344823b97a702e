import { request as requestHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../listen-on-loopback.ts';
import type { ServedHosts } from './cloud-identity.ts';
import { hostOf } from '../endpoint/serve-endpoint.ts';

/**
 * Serves the hosts of an identity provider to the functions on this machine: requests are passed on to where the provider
 * really is.
 *
 * @param hosts host of the internet → address whose paths are its own, `http://127.0.0.1:9099/identitytoolkit.googleapis.com`
 */
export async function serveHosts(hosts: ServedHosts): Promise<LoopbackServer> {
  return listenOnLoopback((message, response) => passOn(message, response, hosts), {
    port: 0,
    what: 'hosts of the local identity provider',
    variable: 'IDENTITY_PORT',
  });
}

function passOn(message: IncomingMessage, response: ServerResponse, hosts: ServedHosts): void {
  const address = hosts[hostOf(message)];
  if (address === undefined) {
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end('{"error":"This host is not played here."}');
    return;
  }
  if (typeof address === 'function') return void address(message, response);
  const target = new URL(address);
  const path = `${target.pathname.replace(/\/$/, '')}${message.url ?? '/'}`;
  const headers = { ...message.headers, host: target.host };
  const passed = requestHttp(
    { hostname: target.hostname, port: target.port, method: message.method, path, headers, agent: false },
    (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    },
  );
  passed.once('error', () => response.destroy());
  message.pipe(passed);
}
