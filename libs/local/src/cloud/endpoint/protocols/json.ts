import { AwsError } from '../aws-error.ts';
import { toJson } from './to-json.ts';
import type { Protocol } from './protocol.ts';

/**
 * AWS JSON 1.0 and 1.1: one path, the operation in `X-Amz-Target`.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsJson(version: '1.0' | '1.1'): Protocol {
  const contentType = `application/x-amz-json-${version}`;
  const headersOf = (requestId: string) => ({ 'content-type': contentType, 'x-amzn-requestid': requestId });
  return {
    decode({ headers, body }) {
      const target = headers['x-amz-target'];
      if (target === undefined || !(headers['content-type'] ?? '').startsWith(contentType)) return undefined;
      return { operation: target.slice(target.lastIndexOf('.') + 1), input: parseMembers(body) };
    },
    encode: (output, { requestId }) => ({
      status: 200,
      headers: headersOf(requestId),
      body: toJson(output ?? {}),
    }),
    encodeError: ({ code, message, status, members }, { requestId }) => ({
      status,
      headers: {
        ...headersOf(requestId),
        'x-amzn-errortype': code,
        // Codes of APIs that once spoke the query protocol. @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
        'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}`,
      },
      body: toJson({ __type: code, message, ...members }),
    }),
  };
}

/** Members of a JSON body; none when it is empty. */
export function parseMembers(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  try {
    const members: unknown = JSON.parse(body.toString('utf8'));
    if (typeof members === 'object' && members !== null && !Array.isArray(members))
      return members as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AwsError('SerializationException', 'The body is not a JSON object.');
}
