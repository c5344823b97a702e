import { describe, expect, it } from '@jest/globals';
import { describeCaller } from './describe-caller.ts';

const CLAIMS = { iss: 'https://issuer', sub: 'user-1' };

describe('describeCaller', () => {
  it('is the subject when it is to be plain', () => {
    expect(describeCaller(CLAIMS, 'plain')).toBe('user-1');
  });

  it('is a hash that differs by issuer and subject, and by nothing else', () => {
    const hash = describeCaller(CLAIMS, 'hashed');
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(describeCaller({ ...CLAIMS }, 'hashed')).toBe(hash);
    expect(describeCaller({ ...CLAIMS, sub: 'user-2' }, 'hashed')).not.toBe(hash);
    expect(describeCaller({ ...CLAIMS, iss: 'https://other' }, 'hashed')).not.toBe(hash);
  });

  it('is nothing when it is off, and for a caller who is not known', () => {
    expect(describeCaller(CLAIMS, 'off')).toBeUndefined();
    expect(describeCaller(undefined, 'plain')).toBeUndefined();
  });
});
