import { describe, expect, it } from '@jest/globals';
import { SignInRejected, SignInUnavailable, TooManyAttempts } from './sign-in.errors.ts';

describe('an error of a sign-in', () => {
  it.each<[string, string, Error]>([
    [
      'SignInRejected',
      'The identity provider rejected the credentials.',
      new SignInRejected('INVALID_LOGIN_CREDENTIALS'),
    ],
    ['TooManyAttempts', 'The identity provider takes no more attempts for a while.', new TooManyAttempts()],
    ['SignInUnavailable', 'The identity provider cannot be asked.', new SignInUnavailable('time_out')],
  ])('is called %s and says: %s', (name, message, error) => {
    expect(String(error)).toBe(`${name}: ${message}`);
  });

  it('says after how many seconds another attempt makes sense, where one does', () => {
    expect(new TooManyAttempts().retryAfter).toBe(60);
    expect(new SignInUnavailable('time_out').retryAfter).toBe(5);
    expect(new SignInRejected('USER_DISABLED')).not.toHaveProperty('retryAfter');
  });
});
