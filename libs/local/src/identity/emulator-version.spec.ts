import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { EMULATORS } from '../emulators.ts';
import { assertEmulatorVersion, EMULATOR_VERSION, readEmulatorVersion } from './emulator-version.ts';

describe('assertEmulatorVersion', () => {
  it('accepts the pinned release', () => {
    expect(() => assertEmulatorVersion('15.34.2')).not.toThrow();
  });

  it('names the missing package and the command that brings it', () => {
    expect(() => assertEmulatorVersion(undefined)).toThrow(
      'The local Firebase Auth cannot start: the package firebase-tools is missing. ' +
        'Run: npm ci --ignore-scripts --prefix libs/local/emulator',
    );
  });

  it('names both releases when another one is installed', () => {
    expect(() => assertEmulatorVersion('15.35.0')).toThrow(
      'The local Firebase Auth cannot start: it is made for firebase-tools 15.34.2 and found 15.35.0. ' +
        'Run: npm ci --ignore-scripts --prefix libs/local/emulator',
    );
  });
});

describe('readEmulatorVersion', () => {
  it('finds the pinned release installed', () => {
    expect(readEmulatorVersion()).toBe(EMULATOR_VERSION);
  });

  it('finds nothing where nothing is', () => {
    expect(readEmulatorVersion(new URL('nowhere/package.json', EMULATORS))).toBeUndefined();
  });
});

it('is the release the manifest pins', () => {
  const manifest = JSON.parse(readFileSync(new URL('package.json', EMULATORS), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(manifest.dependencies).toMatchObject({ 'firebase-tools': EMULATOR_VERSION });
});
