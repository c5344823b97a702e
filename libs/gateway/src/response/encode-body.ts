import { isUtf8 } from 'node:buffer';

const TEXT =
  /^(?:text\/|application\/(?:json|xml|javascript|graphql|yaml|x-www-form-urlencoded)(?![^\s;])|[^\s;]+\+(?:json|xml)(?![^\s;]))/i;

/**
 * Text as text, everything else as base64: what is not declared as text, what is compressed, and what is not UTF-8,
 * since a JSON result could not carry it. A body without content type counts as declared.
 */
export function encodeBody(
  body: Buffer,
  { contentType, contentEncoding }: { contentType: string | undefined; contentEncoding: string | undefined },
): { body: string; isBase64Encoded: boolean } {
  const isPlain = contentEncoding === undefined || contentEncoding === 'identity';
  const isText = isPlain && (contentType === undefined || TEXT.test(contentType)) && isUtf8(body);
  const isBase64Encoded = body.length > 0 && !isText;
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}
