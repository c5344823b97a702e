import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

/**
 * Leads TLS connections to some hosts to ports of this machine instead, where plain HTTP is spoken. A program that connects
 * notices nothing: requests keep their host and path, and certificates are not asked about.
 *
 * `node:https`, `fetch` and the AWS SDK all connect through `tls.connect`.
 *
 * @param {(host: string) => number | undefined} portFor port on 127.0.0.1 for a host, `undefined` to let the connection pass
 */
export function redirectHosts(portFor) {
  const original = tls.connect;
  tls.connect = (...given) => {
    const host = hostOf(given);
    const port = host === undefined ? undefined : portFor(host);
    if (port === undefined) return Reflect.apply(original, tls, given);
    return connectPlainly(
      port,
      given.findLast((one) => typeof one === 'function'),
    );
  };
  syncBuiltinESMExports();
}

/** `connect(options)`, `connect(port, host, options)` and what lies between. */
function hostOf(given) {
  const options = given.find((one) => typeof one === 'object' && one !== null);
  return options?.host ?? given.find((one) => typeof one === 'string') ?? options?.servername;
}

/** A plain connection with the members of one by TLS that clients look at. */
function connectPlainly(port, secured) {
  const socket = net.connect({ port, host: '127.0.0.1' });
  Object.assign(socket, {
    encrypted: true,
    authorized: true,
    alpnProtocol: false,
    servername: false,
    getPeerCertificate: () => ({}),
    getSession: () => undefined,
    isSessionReused: () => false,
    setServername: () => undefined,
  });
  if (secured) socket.once('secureConnect', secured);
  socket.once('connect', () => socket.emit('secureConnect'));
  return socket;
}
