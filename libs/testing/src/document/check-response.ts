import {
  findOperation,
  responseOf,
  type DocumentedOperation,
  type DocumentedResponse,
} from './load-document.ts';
import { findSchemaViolation } from './find-schema-violation.ts';

/** What there is to say of a response, however it came. */
export type CheckedResponse = Readonly<{
  status: number;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  text: string;
}>;

/** Who may have answered: the function, or the gateway before it. */
export type Responder = 'function' | 'gateway';

/**
 * Holds a response to what the document says of the operation: the status, the media type, the body. Stricter than its
 * schemas: a member that the document does not know is a violation too.
 *
 * @param path from the root of the API, without stage or mapping key: `/v1/manage/hc`
 * @throws Error when the response is another than documented; not for paths that the document does not have
 */
export function checkResponse(
  method: string,
  path: string,
  reply: CheckedResponse,
  by: Responder = 'function',
): void {
  const operation = findOperation(method, path);
  if (!operation || OF_NO_OPERATION.some((detail) => reply.text.includes(detail))) return;
  const violation = findViolation(operation, reply, by);
  if (violation === undefined) return;
  throw new Error(
    `${method} ${path} answered ${reply.status} unlike its document: ${violation}\n${reply.text}`,
  );
}

/** Responses before there is an operation: its route is switched off, or the event's source is not accepted. */
const OF_NO_OPERATION = [
  'There is nothing at this path for this method.',
  'Requests from this source are not accepted.',
];

function findViolation(
  operation: DocumentedOperation,
  reply: CheckedResponse,
  by: Responder,
): string | undefined {
  const response = responseOf(operation, reply.status);
  if (!response) return 'the status is not documented';
  const header = findHeaderViolation(response, reply);
  if (header) return header;
  // Who documents no content says nothing of the body: so it is with a method whose type Nest does not know.
  if (!response.content) return undefined;
  const mediaType = reply.headers['content-type']?.split(';')[0] ?? '';
  const content = response.content?.[mediaType];
  if (!content || (content['x-gateway'] && by === 'function'))
    return `the media type ${mediaType} is not documented`;
  return findSchemaViolation(content.schema ?? {}, valueOf(reply.text, mediaType));
}

/** Of the headers by which an error tells its caller what to do. */
function findHeaderViolation(
  { headers = {} }: DocumentedResponse,
  reply: CheckedResponse,
): string | undefined {
  for (const name of ['WWW-Authenticate', 'Retry-After']) {
    const isThere = name.toLowerCase() in reply.headers;
    if (isThere && !headers[name]) return `the header ${name} is not documented`;
    if (!isThere && headers[name]?.required) return `the header ${name} is missing`;
  }
  return undefined;
}

/** Text is its own value, as of a file: only JSON stands for another. */
const valueOf = (text: string, mediaType: string): unknown =>
  /[/+]json$/.test(mediaType) ? parse(text) : text;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
