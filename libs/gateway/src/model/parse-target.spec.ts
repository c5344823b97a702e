import { describe, expect, it } from '@jest/globals';
import { parseTarget } from './parse-target.ts';

const api = { stage: 'local', mappingKey: 'nest' };

describe('parseTarget', () => {
  it.each([
    ['/local/v1/x', '/v1/x'],
    ['/nest/v1/x', '/v1/x'],
    ['/local', '/'],
    ['/local/', '/'],
    ['/local/local/x', '/local/x'],
    ['/nest/local/x', '/local/x'],
    ['/local/v1/x/', '/v1/x/'],
    ['/local/v1//x', '/v1//x'],
    ['/local/a%20b/%E2%98%95', '/a b/☕'],
    ['/local/100%25', '/100%'],
    ['/local/a%2Fb', '/a/b'],
    ['/local/a%3Fb', '/a'],
    ['/local/a+b', '/a+b'],
    ['http://localhost:3000/local/v1/x', '/v1/x'],
  ])('finds in %s the path %s', (target, path) => {
    expect(parseTarget(target, api)).toMatchObject({ path });
  });

  it.each(['/', '/v1/x', '/other/v1/x', '/locale/x', '/LOCAL/x', '//local/x', '*', '', 'x', '/loc%61l/x'])(
    'finds no API in %j',
    (target) => {
      expect(parseTarget(target, api)).toBeUndefined();
    },
  );

  it.each(['/local/100%', '/local/%zz', '/nest/%FF'])('calls %s malformed', (target) => {
    expect(parseTarget(target, api)).toBe('malformed');
  });

  it.each(['/ping', '/sping', '/ping?x=1'])('calls %s reserved', (target) => {
    expect(parseTarget(target, api)).toBe('reserved');
  });

  it('keeps an encoded slash within its segment, for routing', () => {
    expect(parseTarget('/local/v1/a%2Fb', api)).toMatchObject({ segments: ['v1', 'a/b'] });
  });

  it.each([
    ['/local/x', ''],
    ['/local/x?', ''],
    ['/local/x?a=1&b=%20', 'a=1&b=%20'],
    ['/local/x?a=?', 'a=?'],
  ])('finds in %s the query %j as it was sent', (target, rawQueryString) => {
    expect(parseTarget(target, api)).toMatchObject({ rawQueryString });
  });

  it('takes the whole path on the $default stage, behind the mapping key as well', () => {
    const plain = { stage: '$default', mappingKey: 'nest' };
    expect(parseTarget('/v1/x', plain)).toMatchObject({ path: '/v1/x' });
    expect(parseTarget('/nest/v1/x', plain)).toMatchObject({ path: '/v1/x', sentPath: '/nest/v1/x' });
  });

  it('takes a mapping key of several segments', () => {
    expect(parseTarget('/shop/v2/x', { stage: 'local', mappingKey: 'shop/v2' })).toMatchObject({
      path: '/x',
    });
  });
});
