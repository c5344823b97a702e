const TEXT_TYPES = new Set([
  'text/plain',
  'text/html',
  'text/csv',
  'text/xml',
  'application/json',
  'application/xml',
  'application/javascript',
  'application/graphql',
]);

/**
 * The body as the event carries it.
 *
 * Plain for eight media types, bare or with `charset=utf-8`; everything else arrives in base64: forms, multipart,
 * another charset, unknown types, no type at all. Assumed: `application/*+json` and compressed bodies are base64 too.
 *
 * @see https://github.com/floci-io/floci its `BuildV2ProxyEventBodyEncodingTest`, measured against AWS
 */
export function encodeBody(
  body: Buffer,
  headers: ReadonlyMap<string, string>,
): { body: string; isBase64Encoded: boolean } {
  const isText = isTextType(headers.get('content-type') ?? '') && !headers.has('content-encoding');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

function isTextType(contentType: string): boolean {
  const [mediaType = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  return TEXT_TYPES.has(mediaType) && parameters.every((parameter) => /^charset="?utf-8"?$/.test(parameter));
}
