import { describe, expect, it } from '@jest/globals';
import { compareWith, parseAcknowledgements } from './acknowledgement.ts';

describe('parseAcknowledgements', () => {
  it('wants a reason', () => {
    expect(() => parseAcknowledgements('[{"change":"remove paths /a get","reason":" "}]')).toThrow(
      'acknowledged.json: remove paths /a get has no reason. Say why.',
    );
  });
});

describe('compareWith', () => {
  it('tells what was not acknowledged, and what was acknowledged and is not there', () => {
    const acknowledgements = [
      { change: 'one', reason: 'because' },
      { change: 'gone', reason: 'because' },
    ];
    expect(compareWith(acknowledgements, ['one', 'two'])).toEqual({ open: ['two'], stale: ['gone'] });
  });
});
