/** Answers with the event it was handed, without the token that came with it. */
export async function handler(event) {
  const { authorization: _, ...headers } = event.headers;
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ ...event, headers }),
  };
}
