/**
 * A token bucket, full at first.
 *
 * @param perSecond tokens that come in a second
 * @param size the most that it holds
 * @returns takes one token at a time (in seconds, never earlier than before); false when there is none
 */
export function createBucket(perSecond: number, size: number): (at: number) => boolean {
  let tokens = size;
  let last = -Infinity;
  return (at) => {
    if (size === Infinity) return true;
    tokens = last === -Infinity ? size : Math.min(size, tokens + (at - last) * perSecond);
    last = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
