import { describe, expect, it } from '@jest/globals';
import { readMethod } from './read-method.ts';

describe('readMethod', () => {
  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])('takes %s', (method) => {
    expect(readMethod(method)).toBe(method);
  });

  it.each(['get', 'Post', 'CONNECT', 'FETCH', 'GET ', '', undefined, null, 1, ['GET']])(
    'rejects %j, which is no method here',
    (method) => {
      expect(() => readMethod(method)).toThrow(
        expect.objectContaining({
          name: 'RejectedRequest',
          reason: 'method-unknown',
          problem: expect.objectContaining({ status: 400, detail: 'The method is not known here.' }),
        }),
      );
    },
  );
});
