import { describe, expect, it } from '@jest/globals';
import { readCursor, writeCursor } from './cursor.ts';

describe('a cursor', () => {
  it.each([{ skip: 0 }, { skip: 12, token: 'a:b/c=' }, { skip: 999, token: 'é' }])(
    'is read as it was written: %j',
    (position) => {
      expect(readCursor(writeCursor(position))).toEqual(position);
    },
  );

  it('is the beginning where there is none', () => {
    expect(readCursor(undefined)).toEqual({ skip: 0 });
  });

  it.each(['', 'x', Buffer.from('-1:t').toString('base64url'), Buffer.from('0:\n').toString('base64url')])(
    'rejects %j',
    (cursor) => {
      expect(() => readCursor(cursor)).toThrow(
        expect.objectContaining({ reason: 'invalid', field: 'cursor' }),
      );
    },
  );
});
