import { isLoopback } from './is-loopback.ts';

// An @ before the path would be a user; in the path it is a name, as in Google's own address of the keys.
const WRITTEN_PLAINLY = /^https?:\/\/[^\s\\?#@/]+(?:\/[^\s\\?#]*)?$/;

/**
 * An address taken from configuration: https, or http to a loopback host where that is allowed; without user, query or
 * fragment, and without anything a browser would quietly correct.
 *
 * @param name how the message calls it; the value is never shown
 * @throws TypeError
 */
export function readAddress(name: string, value: string, { allowHttpLoopback = false } = {}): URL {
  const url = URL.parse(value);
  const secure = url?.protocol === 'https:';
  const local = allowHttpLoopback && url?.protocol === 'http:' && isLoopback(url.hostname);
  if (!url || !(secure || local) || !WRITTEN_PLAINLY.test(value)) {
    const loopback = allowHttpLoopback ? ', or http on a loopback host,' : '';
    throw new TypeError(`${name} must be an https URL${loopback} without user, query or fragment.`);
  }
  return url;
}
