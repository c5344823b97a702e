import { isUtf8 } from 'node:buffer';

const TEXT =
  /^(?:text\/|application\/(?:json|xml|javascript|graphql|yaml|x-www-form-urlencoded)(?![^\s;])|[^\s;]+\+(?:json|xml)(?![^\s;]))/i;

/**
 * Text as text, everything else as base64: what is not declared as text, what is compressed, and what is not UTF-8,
 * since a JSON result could not carry it. A body without content type counts as declared.
 */
export function encodeBody(
  body: Buffer | string,
  { contentType, contentEncoding }: { contentType: string | undefined; contentEncoding: string | undefined },
): { body: string; isBase64Encoded: boolean } {
  const isPlain = contentEncoding === undefined || contentEncoding === 'identity';
  const isDeclared = isPlain && (contentType === undefined || TEXT.test(contentType));
  if (body.length === 0 || (isDeclared && isText(body)))
    return { body: body.toString(), isBase64Encoded: false };
  return { body: Buffer.from(body as string).toString('base64'), isBase64Encoded: true };
}

function isText(body: Buffer | string): boolean {
  return typeof body === 'string' || isUtf8(body);
}
