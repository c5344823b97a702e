import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { Problem } from '@lambda-nest/problem';
import { collectBody, peekBody } from './collect-body.ts';
import { FORM_MEDIA_TYPE, MULTIPART_MEDIA_TYPE, type MediaType } from './consumes.decorator.ts';
import { parseForm } from './parse-form.ts';
import { parseJson } from './parse-json.ts';
import { parseMultipart } from './parse-multipart.ts';

export type BodyLimits = Readonly<{
  /** Bytes of a body. Default 1 MiB. */
  bytes: number;
  /** Levels of JSON. Default 32. */
  depth: number;
  /** JSON values in a body. Default 50,000. */
  values: number;
  /** Members of one JSON object. Default 1,000. */
  members: number;
}>;

export const DEFAULT_BODY_LIMITS: BodyLimits = {
  bytes: 1_048_576,
  depth: 32,
  values: 50_000,
  members: 1_000,
};

/**
 * Reads and parses the body of a request in one of the media types that its route takes. A multipart body that the route may have an
 * interceptor for, as Nest's for uploads, is checked and left unread.
 *
 * @returns what was parsed; `undefined` for an empty body, whatever media type was said (API Gateway adds one)
 * @throws Problem 400 for a malformed body, 413 beyond the limits, 415 for another media type, charset or encoding
 */
export async function readBody(
  request: IncomingMessage,
  accepted: readonly MediaType[],
  limits: BodyLimits,
  { hasFiles = false, isLeftUnread = hasFiles }: { hasFiles?: boolean; isLeftUnread?: boolean } = {},
): Promise<unknown> {
  const contentType = request.headers['content-type'] ?? '';
  const isLeft = isLeftUnread && accepted.includes(MULTIPART_MEDIA_TYPE) && MULTIPART.test(contentType);
  const body = await (isLeft ? peekBody : collectBody)(request, limits.bytes);
  if (body.length === 0) return undefined;
  const mediaType = acceptedType(contentType, accepted);
  // A compressed body could grow a thousandfold; no caller of a JSON API needs to send one.
  if (!/^(?:identity)?$/i.test(request.headers['content-encoding'] ?? ''))
    throw unsupported('content encoding');
  if (mediaType === MULTIPART_MEDIA_TYPE) return parseMultipart(body, contentType, { allowsFiles: hasFiles });
  const text = decode(body);
  return mediaType === FORM_MEDIA_TYPE ? parseForm(text) : parseJson(text, limits);
}

const MULTIPART = /^\s*multipart\/form-data\s*(?:;|$)/i;

function acceptedType(contentType: string, accepted: readonly MediaType[]): MediaType {
  const [essence = '', ...parameters] = contentType.toLowerCase().split(';');
  const mediaType = accepted.find((type) => type === essence.trim());
  if (!mediaType) throw unsupported('media type');
  const charsets = parameters.map((text) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(text)?.[1]);
  if (charsets.some((charset) => charset && !/^utf-?8$/.test(charset))) throw unsupported('charset');
  return mediaType;
}

function decode(body: Buffer): string {
  if (!isUtf8(body)) throw new Problem({ status: 400, detail: 'The body is not valid UTF-8.' });
  return body.toString('utf8');
}

function unsupported(what: string): Problem {
  return new Problem({ status: 415, detail: `This ${what} is not accepted here.` });
}
