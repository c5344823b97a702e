/** The least a function can do: everything above it is the price of a framework. */
export const handler = async (): Promise<object> => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"status":"ok"}',
});
