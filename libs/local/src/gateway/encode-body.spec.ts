import { describe, expect, it } from '@jest/globals';
import { encodeBody } from './encode-body.ts';

const encode = (headers: Record<string, string>): ReturnType<typeof encodeBody> =>
  encodeBody(Buffer.from('été'), new Map(Object.entries(headers)));

describe('encodeBody', () => {
  it.each([
    'text/plain',
    'text/html',
    'text/csv',
    'text/xml',
    'application/json',
    'application/xml',
    'application/javascript',
    'application/graphql',
    'application/json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
    'text/plain; charset="utf-8"',
  ])('leaves %s as text', (type) => {
    expect(encode({ 'content-type': type })).toEqual({ body: 'été', isBase64Encoded: false });
  });

  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/pdf',
    'application/problem+json',
    'text/plain; charset=iso-8859-1',
    'application/json; profile=x',
    'text/plainer',
    '',
  ])('encodes %j', (type) => {
    expect(encode({ 'content-type': type })).toEqual({ body: 'w6l0w6k=', isBase64Encoded: true });
  });

  it('encodes a body without a type', () => {
    expect(encode({})).toEqual({ body: 'w6l0w6k=', isBase64Encoded: true });
  });

  it('encodes a compressed body whatever its type', () => {
    expect(encode({ 'content-type': 'application/json', 'content-encoding': 'gzip' }).isBase64Encoded).toBe(
      true,
    );
  });
});
