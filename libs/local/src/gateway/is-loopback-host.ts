/** Names that mean this machine to every client: RFC 6761 keeps `localhost` and all below it on loopback. */
const LOOPBACK_HOST = /^(?:(?:[a-z0-9-]{1,63}\.){0,8}localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Whether a `Host` is one under which this machine is meant. A web page of another name that was pointed at 127.0.0.1 sends
 * that name, and is to read nothing here.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_HOST.test(host);
}
