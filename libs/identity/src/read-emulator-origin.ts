import { isLoopback } from './is-loopback.ts';

/**
 * `http://host:port` of a Firebase Auth emulator.
 *
 * @param host `host:port`, as `FIREBASE_AUTH_EMULATOR_HOST` has it
 * @throws TypeError unless the host is loopback: the emulator checks no password
 */
export function readEmulatorOrigin(host: string): string {
  const url = URL.parse(`http://${host}`);
  if (!url || url.host !== host || url.port === '' || !isLoopback(url.hostname)) {
    throw new TypeError('emulatorHost must be a loopback host with a port, such as 127.0.0.1:9099.');
  }
  return url.origin;
}
