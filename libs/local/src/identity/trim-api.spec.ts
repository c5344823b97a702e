import { expect, it } from '@jest/globals';
import { requireEmulator } from '../emulators.ts';
import { trimApi } from './trim-api.ts';

it('keeps sign-in, users and configuration of the emulator, and drops the rest', () => {
  const { spec } = requireEmulator<{ spec: { paths: Record<string, unknown> } }>('firebase-auth.cjs');
  const copy = { paths: { ...spec.paths } };
  trimApi(copy);
  expect(Object.keys(spec.paths)).toHaveLength(80);
  expect(Object.keys(copy.paths).sort()).toEqual([
    '/emulator/v1/projects/{targetProjectId}/accounts',
    '/emulator/v1/projects/{targetProjectId}/config',
    '/emulator/v1/projects/{targetProjectId}/oobCodes',
    '/v1/accounts:createAuthUri',
    '/v1/accounts:delete',
    '/v1/accounts:lookup',
    '/v1/accounts:resetPassword',
    '/v1/accounts:sendOobCode',
    '/v1/accounts:signInWithCustomToken',
    '/v1/accounts:signInWithPassword',
    '/v1/accounts:signUp',
    '/v1/accounts:update',
    '/v1/projects',
    '/v1/projects/{targetProjectId}/accounts',
    '/v1/projects/{targetProjectId}/accounts:batchCreate',
    '/v1/projects/{targetProjectId}/accounts:batchDelete',
    '/v1/projects/{targetProjectId}/accounts:batchGet',
    '/v1/projects/{targetProjectId}/accounts:delete',
    '/v1/projects/{targetProjectId}/accounts:lookup',
    '/v1/projects/{targetProjectId}/accounts:query',
    '/v1/projects/{targetProjectId}/accounts:sendOobCode',
    '/v1/projects/{targetProjectId}/accounts:update',
    '/v1/projects/{targetProjectId}:queryAccounts',
    '/v1/token',
    '/v2/projects/{targetProjectId}/config',
  ]);
});
