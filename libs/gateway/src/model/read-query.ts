/**
 * Reads a query string: names and values decoded, `+` a space, in the order sent.
 *
 * Text that does not decode stays as it was sent: an assumption, no source says what the gateway does.
 */
export function readQuery(rawQueryString: string): [name: string, value: string][] {
  return rawQueryString
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const mark = pair.indexOf('=');
      return mark === -1 ? [decode(pair), ''] : [decode(pair.slice(0, mark)), decode(pair.slice(mark + 1))];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
