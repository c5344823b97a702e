/**
 * The network that an address stands for: of IPv6 the first 64 bits, for a caller with one address there has 2^64 of them; of
 * IPv4 the address itself, also where it is written as IPv6. `undefined` for what is no address.
 */
export function networkOf(address: string): string | undefined {
  const [, ipv4] = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address) ?? [];
  if (ipv4 !== undefined) return ipv4;
  if (!/^[\da-f:]{2,39}$/i.test(address)) return undefined;
  const [left = '', right] = address.split('::');
  const [before, after] = [toGroups(left), toGroups(right ?? '')];
  const zeros = right === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after];
  return groups.length === 8 ? groups.slice(0, 4).join(':') : undefined;
}

/** Without leading zeros, in lower case: each address has many spellings. */
function toGroups(text: string): string[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16).toString(16));
}
