import { parseForm } from './parse-form.ts';
import type { Protocol } from './protocol.ts';
import { element, toXml } from './xml.ts';

const CONTENT_TYPE = 'text/xml';

/**
 * The query protocol: a form with `Action`, XML in return.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export const query: Protocol = {
  decode({ method, query: search, body }) {
    const form = method === 'POST' && body.length > 0 ? new URLSearchParams(body.toString('utf8')) : search;
    const operation = form.get('Action');
    if (operation === null) return undefined;
    const parameters = [...form].filter(
      ([name]) => name !== 'Action' && name !== 'Version' && !name.startsWith('X-Amz-'),
    );
    return { operation, input: parseForm(parameters) };
  },
  encode: (output, { operation, requestId }, { namespace = '' }) => ({
    status: 200,
    headers: headersOf(requestId),
    body:
      `<${operation}Response xmlns="${namespace}">` +
      (output === undefined ? '' : element(`${operation}Result`, output)) +
      `<ResponseMetadata>${element('RequestId', requestId)}</ResponseMetadata></${operation}Response>`,
  }),
  encodeError: ({ code, message, status, members }, { requestId }, { namespace = '' }) => ({
    status,
    headers: headersOf(requestId),
    body:
      `<ErrorResponse xmlns="${namespace}"><Error>` +
      toXml({ Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message, ...members }) +
      `</Error>${element('RequestId', requestId)}</ErrorResponse>`,
  }),
};

function headersOf(requestId: string): Record<string, string> {
  return { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': requestId };
}
