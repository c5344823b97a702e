import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';

let api: RuntimeApi;
const url = (route: string): string => `http://${api.host}/2018-06-01/runtime/${route}`;
const post = (route: string, body: string): Promise<Response> => fetch(url(route), { method: 'POST', body });
const takeId = async (): Promise<string> => {
  const next = await fetch(url('invocation/next'));
  await next.text();
  return next.headers.get('lambda-runtime-aws-request-id') ?? '';
};

beforeEach(async () => {
  api = await startRuntimeApi();
});
afterEach(() => api.close());

describe('startRuntimeApi', () => {
  it('hands an event out with the headers the runtime client requires', async () => {
    const response = api.invoke({ hello: 'world' });
    const next = await fetch(url('invocation/next'));
    const id = next.headers.get('lambda-runtime-aws-request-id') ?? '';
    expect(await next.json()).toEqual({ hello: 'world' });
    expect(Number(next.headers.get('lambda-runtime-deadline-ms'))).toBeGreaterThan(Date.now());
    expect(next.headers.get('lambda-runtime-invoked-function-arn')).toContain('function:bench');
    await post(`invocation/${id}/response`, '"done"');
    await response;
  });

  it('keeps a function waiting until there is an event', async () => {
    const next = fetch(url('invocation/next'));
    const response = api.invoke('late');
    const id = (await next).headers.get('lambda-runtime-aws-request-id') ?? '';
    await post(`invocation/${id}/response`, '1');
    expect((await response).body).toBe('1');
  });

  it('answers the posted body and the time it arrived', async () => {
    const before = performance.now();
    const response = api.invoke({});
    const posted = await post(`invocation/${await takeId()}/response`, '{"statusCode":200}');
    const { body, at } = await response;
    expect(posted.status).toBe(202);
    expect(body).toBe('{"statusCode":200}');
    expect(at).toBeGreaterThan(before);
  });

  it('rejects with what the function reported when it failed', async () => {
    const response = api.invoke({});
    const settled = expect(response).rejects.toThrow('The function failed: {"errorType":"Oops"}');
    await post(`invocation/${await takeId()}/error`, '{"errorType":"Oops"}');
    await settled;
  });

  it('rejects what is queued when the function failed to start', async () => {
    const response = api.invoke({});
    const settled = expect(response).rejects.toThrow('The function failed to start: {"errorType":"Init"}');
    expect((await post('init/error', '{"errorType":"Init"}')).status).toBe(202);
    await settled;
  });

  it('rejects what is under way when it is abandoned', async () => {
    const response = api.invoke({});
    const settled = expect(response).rejects.toThrow('gone');
    await takeId();
    api.abandon(new Error('gone'));
    await settled;
  });

  it('replies 400 to a response that was not asked for', async () => {
    expect((await post('invocation/unknown/response', '{}')).status).toBe(400);
  });
});
