import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCredentialFaults } from './credential-faults.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credentials-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function faultsOf(text: string): readonly string[] {
  const googleCredentialsFile = join(folder, 'google.json');
  writeFileSync(googleCredentialsFile, text);
  return findCredentialFaults({ googleCredentialsFile });
}

describe('findCredentialFaults', () => {
  it('has nothing against a file that tells where to ask', () => {
    expect(faultsOf('{"type":"external_account","audience":"//iam.googleapis.com/…"}')).toEqual([]);
  });

  it.each([
    ['{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----"}'],
    ['{"type":"external_account","private_key":"-----BEGIN PRIVATE KEY-----"}'],
    ['{"type":"authorized_user","refresh_token":"1//0"}'],
    ['null'],
    ['no JSON'],
  ])('keeps %s out of the package', (text) => {
    expect(faultsOf(text)).toEqual([
      'googleCredentialsFile must be a configuration of type external_account, which holds no secret. ' +
        'Keep a key in SSM, and name it by googleCredentialsParameter.',
    ]);
  });

  it('says that there is no such file', () => {
    expect(findCredentialFaults({ googleCredentialsFile: join(folder, 'none.json') })).toEqual([
      'googleCredentialsFile names a file that cannot be read.',
    ]);
  });

  it('asks for none where none is named, or the zip is there already', () => {
    expect(findCredentialFaults({})).toEqual([]);
    expect(findCredentialFaults({ googleCredentialsFile: '/none.json', artifact: 'a.zip' })).toEqual([]);
  });
});
