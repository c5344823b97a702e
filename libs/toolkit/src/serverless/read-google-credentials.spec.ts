import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGoogleCredentials, type GoogleCredentials } from './read-google-credentials.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credentials-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(text: string): GoogleCredentials {
  const googleCredentialsFile = join(folder, 'google.json');
  writeFileSync(googleCredentialsFile, text);
  return readGoogleCredentials({ googleCredentialsFile });
}

describe('readGoogleCredentials', () => {
  it('gives a configuration that tells where to ask, without white space', () => {
    expect(read('{\n  "type": "external_account",\n  "audience": "//iam.googleapis.com/…"\n}\n')).toEqual({
      text: '{"type":"external_account","audience":"//iam.googleapis.com/…"}',
      violations: [],
    });
  });

  it.each([
    ['{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----"}'],
    ['{"type":"external_account","private_key":"-----BEGIN PRIVATE KEY-----"}'],
    ['{"type":"external_account","client_secret":"GOCSPX"}'],
    ['{"type":"authorized_user","refresh_token":"1//0"}'],
    ['null'],
    ['no JSON'],
  ])('keeps %s out of the environment', (text) => {
    expect(read(text)).toEqual({
      text: null,
      violations: [
        'googleCredentialsFile must be a configuration of type external_account, which holds no secret. ' +
          'Keep a key in SSM, and name it by googleCredentialsParameter.',
      ],
    });
  });

  it('says that there is no such file', () => {
    expect(readGoogleCredentials({ googleCredentialsFile: join(folder, 'none.json') })).toEqual({
      text: null,
      violations: ['googleCredentialsFile names a file that cannot be read.'],
    });
  });

  it('gives none where none is named', () => {
    expect(readGoogleCredentials({})).toEqual({ text: null, violations: [] });
  });
});
