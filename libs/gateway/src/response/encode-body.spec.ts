import { describe, expect, it } from '@jest/globals';
import { encodeBody } from './encode-body.ts';

function encode(
  contentType: string | undefined,
  { text = 'é', contentEncoding }: { text?: string; contentEncoding?: string } = {},
) {
  return encodeBody(Buffer.from(text), { contentType, contentEncoding }).isBase64Encoded;
}

describe('encodeBody', () => {
  it.each([
    undefined,
    'text/plain',
    'text/html; charset=utf-8',
    'TEXT/CSV',
    'application/json',
    'application/json; charset=utf-8',
    'application/problem+json',
    'application/problem+json; charset=utf-8',
    'application/vnd.api+json',
    'application/xml',
    'application/atom+xml',
    'application/javascript',
    'application/graphql',
    'application/yaml',
    'application/x-www-form-urlencoded',
    'image/svg+xml',
  ])('sends %s as text', (type) => {
    expect(encodeBody(Buffer.from('é'), { contentType: type, contentEncoding: undefined })).toEqual({
      body: 'é',
      isBase64Encoded: false,
    });
  });

  it.each([
    'application/octet-stream',
    'application/pdf',
    'application/jsonp-like',
    'application/vnd.api+jsonp',
    'image/png',
    'font/woff2',
    'multipart/form-data; boundary=text/plain',
    'application/zip; name=a+json',
    '',
  ])('sends %s as base64', (type) => {
    expect(encodeBody(Buffer.from('é'), { contentType: type, contentEncoding: undefined })).toEqual({
      body: 'w6k=',
      isBase64Encoded: true,
    });
  });

  it('sends what is compressed as base64, whatever it is', () => {
    expect(encode('application/json', { contentEncoding: 'gzip' })).toBe(true);
    expect(encode('application/json', { contentEncoding: 'br' })).toBe(true);
    expect(encode('application/json', { contentEncoding: 'identity' })).toBe(false);
  });

  it.each(['text/plain; charset=iso-8859-1', undefined])(
    'sends bytes that are not UTF-8 as base64, typed %s',
    (type) => {
      const body = Buffer.from([0xe9]);
      expect(encodeBody(body, { contentType: type, contentEncoding: undefined })).toEqual({
        body: '6Q==',
        isBase64Encoded: true,
      });
    },
  );

  it('keeps a byte order mark', () => {
    expect(
      encodeBody(Buffer.from('\uFEFFa'), { contentType: 'text/csv', contentEncoding: undefined }).body,
    ).toBe('\uFEFFa');
  });

  it('never calls nothing base64', () => {
    expect(encode('image/png', { text: '' })).toBe(false);
    expect(encode('image/png', { text: '', contentEncoding: 'gzip' })).toBe(false);
  });
});
