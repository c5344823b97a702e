import { describe, expect, it } from '@jest/globals';
import { parseRoleNames } from './parse-role-names.ts';

describe('parseRoleNames', () => {
  it('reads names and the roles they stand for', () => {
    expect(parseRoleNames('/ADMINS=ADMINS, Domain Users = USERS,a=b=C')).toEqual(
      new Map([
        ['/ADMINS', 'ADMINS'],
        ['Domain Users', 'USERS'],
        ['a=b', 'C'],
      ]),
    );
  });

  it.each(['', 'ADMINS', '=ADMINS', '/ADMINS=', '/A=two words', 'A=B,,C=D', 'A=B,A=C'])(
    'reads nothing from %j',
    (text) => {
      expect(parseRoleNames(text)).toBeUndefined();
    },
  );
});
