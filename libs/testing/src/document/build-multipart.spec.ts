import { describe, expect, it } from '@jest/globals';
import { buildMultipart } from './build-multipart.ts';

describe('a multipart body', () => {
  it('has a file where the schema says binary, else a text, and one part for each member of a list', () => {
    const value = { title: 'A cat', age: 3, picture: 'x', more: ['1', '2'], tags: ['a'], text: 'y' };
    const { headers, body } = buildMultipart(value, {
      title: {},
      picture: { format: 'binary' },
      more: { items: { format: 'binary' } },
      tags: { items: {} },
      text: { contentMediaType: 'text/csv' },
    });
    expect(headers).toEqual({ 'content-type': 'multipart/form-data; boundary=sample' });
    const field = (name: string, text: string): string =>
      `--sample\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
    const file = (name: string, text: string): string =>
      `--sample\r\ncontent-disposition: form-data; name="${name}"; filename="sample.txt"\r\ncontent-type: text/plain\r\n\r\n${text}\r\n`;
    expect(body).toBe(
      [
        field('title', 'A cat'),
        field('age', '3'),
        file('picture', 'x'),
        file('more', '1'),
        file('more', '2'),
        field('tags', 'a'),
        file('text', 'y'),
        '--sample--\r\n',
      ].join(''),
    );
  });

  it('is a good one without any part', () => {
    expect(buildMultipart({}, {}).body).toBe('--sample--\r\n');
  });
});
