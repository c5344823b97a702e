/**
 * A header name in the casing HTTP APIs write on HTTP/1.1: `myheader` is `Myheader`, `X-CUSTOM` is `X-Custom`.
 *
 * @see https://pkg.go.dev/net/textproto#CanonicalMIMEHeaderKey
 */
export function capitalizeHeader(name: string): string {
  return name.toLowerCase().replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
