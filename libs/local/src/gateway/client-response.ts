/** A response on its way to the client: header names as written, repeated names repeated. */
export type ClientResponse = { status: number; headers: [name: string, value: string][]; body: Buffer };

/** What is between two machines only, or what the gateway writes itself. Assumed: a function's own are left out. */
export const GATEWAY_HEADERS = new Set([
  'apigw-requestid',
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
