import { describe, expect, it } from '@jest/globals';
import { createClient, type components } from './index.ts';

/** What is here beside the assertions is checked by the compiler: `npm run types`. */
const client = createClient({
  baseUrl: 'https://api.example.com/v1',
  fetch: async ({ method, url }) => Response.json({ method, url }),
});

type Schemas = components['schemas'];
type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

describe('what an operation gives', () => {
  it('has the type that the document says', async () => {
    const { data: health, response } = await client.GET('/manage/hc');
    const { data: me } = await client.GET('/users/whoami');
    const { data: endpoints } = await client.GET('/admin/endpoints');
    const areSame: [
      IsSame<typeof health, Schemas['Health']>,
      IsSame<typeof me, Schemas['Me']>,
      IsSame<typeof endpoints, Schemas['Endpoint'][]>,
      IsSame<typeof response, Response>,
    ] = [true, true, true, true];
    expect(areSame).not.toContain(false);
    // @ts-expect-error -- no such member
    expect(health.stat).toBeUndefined();
  });

  it('has the type of the body as it is read', async () => {
    const { data: text } = await client.GET('/manage/hc', { parseAs: 'text' });
    const { data: blob } = await client.GET('/manage/hc', { parseAs: 'blob' });
    const areSame: [IsSame<typeof text, string>, IsSame<typeof blob, Blob>] = [true, true];
    expect(areSame).not.toContain(false);
  });
});

describe('what an operation takes', () => {
  it('is a path of the document', async () => {
    // @ts-expect-error -- no such path
    await client.GET('/manage/health');
    // @ts-expect-error -- a path of another method
    await client.POST('/manage/hc');
    // @ts-expect-error -- a method that no path has
    await client.DELETE('/manage/hc');
    // @ts-expect-error -- a method of no HTTP client
    expect(client.TRACE).toBeUndefined();
  });

  it('is the parameters of the document', async () => {
    // @ts-expect-error -- no such query parameter
    await client.GET('/manage/hc', { params: { query: { verbose: true } } });
    // @ts-expect-error -- no such path parameter
    await client.GET('/users/whoami', { params: { path: { id: 'a' } } });
    // @ts-expect-error -- a member that options do not have
    await client.GET('/users/whoami', { query: { verbose: true } });
    // @ts-expect-error -- a way to read that there is not
    await expect(client.GET('/manage/hc', { parseAs: 'xml' })).rejects.toThrow();
  });

  it('is the body of the document', async () => {
    await client.POST('/auth/token', { body: { username: 'a', password: 'b' } });
    // @ts-expect-error -- the body is required
    await client.POST('/auth/token');
    // @ts-expect-error -- no such grant
    await client.POST('/auth/token', { body: { grant_type: 'implicit' } });
    // @ts-expect-error -- no such member
    await client.POST('/auth/token', { body: { user: 'a' } });
    // @ts-expect-error -- a member of another type
    await client.POST('/auth/token', { body: { username: 1 } });
    // @ts-expect-error -- an operation that takes none
    await expect(client.GET('/manage/hc', { body: {} })).rejects.toThrow();
  });
});

describe('what a client takes', () => {
  it('is an address, and one source of tokens', () => {
    // @ts-expect-error -- the address is required
    expect(() => createClient({})).toThrow(TypeError);
    const baseUrl = 'https://api.example.com/v1';
    const getToken = (): string => 't';
    // @ts-expect-error -- two sources
    createClient({ baseUrl, getToken, tokenProvider: { getToken } });
    // @ts-expect-error -- a token instead of its source
    createClient({ baseUrl, getToken: 't' });
  });
});
