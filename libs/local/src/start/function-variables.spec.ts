import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { SEEDED_USERS } from '@lambda-nest/toolkit/seeded-users';
import { firebaseVariables } from './function-variables.ts';

describe('the variables by which a function trusts the local Firebase Auth', () => {
  const host = '127.0.0.1:9099';
  const variables = firebaseVariables({
    projectId: 'demo-local',
    host,
    jwksUri: `http://${host}/jwks.json`,
    users: SEEDED_USERS,
  });

  it('are what nest start reads from .env.development', () => {
    expect(parseEnv(readFileSync('.env.development', 'utf8'))).toMatchObject(variables);
  });

  it('name the users that the docs page offers', () => {
    expect(JSON.parse(variables['DOCS_EMULATOR_USERS'] ?? '')).toContainEqual({
      email: 'admin@example.com',
      password: 'password',
      groups: ['USERS', 'ADMINS'],
    });
  });
});
