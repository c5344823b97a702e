import { describe, expect, it } from '@jest/globals';
import { serializeBody } from './serialize-body.ts';

const BODY = { name: 'a b', note: 'ä&=', count: 2, no: undefined };

describe('serializeBody', () => {
  it.each([undefined, 'application/json', 'application/merge-patch+json'])('writes JSON for %s', (type) => {
    expect(serializeBody(BODY, headersOf(type))).toBe('{"name":"a b","note":"ä&=","count":2}');
  });

  it.each(['application/x-www-form-urlencoded', 'Application/X-WWW-Form-Urlencoded; charset=utf-8'])(
    'writes a form for %s',
    (type) => {
      expect(serializeBody(BODY, headersOf(type))).toBe('name=a+b&note=%C3%A4%26%3D&count=2');
    },
  );

  function headersOf(type: string | undefined): Headers {
    return new Headers(type === undefined ? {} : { 'content-type': type });
  }
});
