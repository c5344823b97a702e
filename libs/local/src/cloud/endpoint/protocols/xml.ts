/**
 * XML of a value: members by name, lists as `<member>`, a Map as entries of key and value, dates in ISO 8601.
 *
 * Members that are `undefined` are left out.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function toXml(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map((one) => element('member', one)).join('');
  if (value instanceof Map) {
    return [...value]
      .map(([key, one]) => `<entry>${element('key', key)}${element('value', one)}</entry>`)
      .join('');
  }
  if (typeof value !== 'object') return escapeText(String(value));
  return Object.entries(value)
    .map(([name, one]) => (one === undefined ? '' : element(name, one)))
    .join('');
}

export function element(name: string, value: unknown): string {
  return `<${name}>${toXml(value)}</${name}>`;
}

/** Text that stands for itself in XML. Characters that XML 1.0 cannot hold are replaced. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#xD;')
    .replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, '\ufffd');
}
