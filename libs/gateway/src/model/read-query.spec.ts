import { expect, it } from '@jest/globals';
import { readQuery } from './read-query.ts';

it.each([
  ['', []],
  ['a=1', [['a', '1']]],
  ['a', [['a', '']]],
  ['a=', [['a', '']]],
  ['=1', [['', '1']]],
  ['&&a=1&', [['a', '1']]],
  [
    'a=1&a=2',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  ['q=x%20y+z', [['q', 'x y z']]],
  ['q=%2B', [['q', '+']]],
  ['q=a=b', [['q', 'a=b']]],
  ['f%5B0%5D=%E2%98%95', [['f[0]', '☕']]],
  [
    'q=100%&r=%41',
    [
      ['q', '100%'],
      ['r', 'A'],
    ],
  ],
])('reads %j', (query, pairs) => {
  expect(readQuery(query)).toEqual(pairs);
});
