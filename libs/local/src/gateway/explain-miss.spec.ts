import { describe, expect, it } from '@jest/globals';
import type { Api } from './api.ts';
import { explainMiss, explainNoApi } from './explain-miss.ts';
import { createRouter } from '@lambda-nest/gateway/model';

const routeOf = (method: string, path: string) => ({ method, path, authorizer: false, scopes: [] });
const api = {
  config: { stage: 'local', mappingKey: 'nest', routes: [] },
  match: createRouter([routeOf('GET', '/v1/a'), routeOf('POST', '/v1/a'), routeOf('GET', '/v1/b/{id}')]),
} as unknown as Api;

describe('explainMiss', () => {
  it.each([
    ['GET', '/v1/c', 'no route of the API'],
    ['GET', '/v1/A', 'no route of the API'],
    ['HEAD', '/v1/a', 'no route of the API for HEAD, there is one for GET, POST'],
    ['DELETE', '/v1/b/1', 'no route of the API for DELETE, there is one for GET'],
    ['GET', '/v1/a/', 'no route of the API with a slash at its end, there is one without'],
    ['GET', '/v1/c/', 'no route of the API'],
  ])('says of %s %s: %s', (method, path, reason) => {
    expect(explainMiss(api, method, path.slice(1).split('/'))).toBe(reason);
  });
});

describe('explainNoApi', () => {
  it.each([
    [{ stage: 'local', mappingKey: 'nest' }, 'no API: paths start with /local/ or /nest/'],
    [{ stage: 'local' }, 'no API: paths start with /local/'],
  ])('says of %j: %s', (names, reason) => {
    expect(explainNoApi(names)).toBe(reason);
  });
});
