import { describe, expect, it } from '@jest/globals';
import { describeMissingCredentials } from './describe-missing-credentials.ts';

const REMEDY = 'Set GOOGLE_CREDENTIALS, GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_CREDENTIALS_PARAMETER, or ';

describe('describeMissingCredentials', () => {
  it.each([
    [true, false, 'look accounts up', 'ACCOUNT_CHECK=off'],
    [false, true, 'manage accounts', 'ACCOUNTS=off'],
    [true, true, 'look accounts up or manage accounts', 'ACCOUNT_CHECK=off and ACCOUNTS=off'],
  ])(
    'names what needs them and how to do without: checked %s, managed %s',
    (isChecked, areManaged, what, how) => {
      expect(describeMissingCredentials({ isChecked, areManaged })).toBe(
        `There are no Google credentials, so routes that ${what} reply with 503. ${REMEDY}${how} to do without.`,
      );
    },
  );
});
