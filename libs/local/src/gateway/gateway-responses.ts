/** What the gateway itself answers: its status, and the message of its JSON body. */
export type GatewayResponse = { status: number; message: string };

/**
 * The gateway's own responses, letter by letter: `{"message":"Not Found"}` without a space, HTTP API casing.
 *
 * Assumed, because no source gives them for HTTP APIs: the message of 429, status and message of 431, the response to a
 * path that does not decode (400). Sources differ on an integration past its time: 503 by first-hand reports, 504 by one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
 */
export const RESPONSES = {
  badRequest: { status: 400, message: 'Bad Request' },
  unauthorized: { status: 401, message: 'Unauthorized' },
  forbidden: { status: 403, message: 'Forbidden' },
  notFound: { status: 404, message: 'Not Found' },
  payloadTooLarge: { status: 413, message: 'Request Entity Too Large' },
  uriTooLong: { status: 414, message: 'Request URI too long' },
  tooManyRequests: { status: 429, message: 'Too Many Requests' },
  headersTooLarge: { status: 431, message: 'Request Header Fields Too Large' },
  internalError: { status: 500, message: 'Internal Server Error' },
  unavailable: { status: 503, message: 'Service Unavailable' },
} as const satisfies Record<string, GatewayResponse>;
