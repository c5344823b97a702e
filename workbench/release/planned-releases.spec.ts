import { describe, expect, it } from '@jest/globals';
import type { Change } from './api-report.ts';
import { findTooSmallReleases, readPlannedReleases, type PlannedRelease } from './planned-releases.ts';

const changed = (size: Change['size']): Change => ({ size, added: [], changed: [], removed: [] });
const planned = (type: PlannedRelease['type']): PlannedRelease => ({
  name: '@lambda-nest/access',
  type,
  oldVersion: '1.0.0',
  newVersion: '1.0.0',
});

describe('the next release of a package', () => {
  it.each([
    ['none', 'none'],
    ['none', 'patch'],
    ['minor', 'minor'],
    ['minor', 'major'],
    ['major', 'major'],
  ] as const)('may be with a %s change of its API a %s release', (size, type) => {
    expect(findTooSmallReleases(new Map([['access', changed(size)]]), [planned(type)])).toEqual([]);
  });

  it.each([
    ['minor', 'none', 'no release'],
    ['minor', 'patch', 'a patch release'],
    ['major', 'minor', 'a minor release'],
  ] as const)('must not be with a %s change of its API a %s release', (size, type, said) => {
    expect(findTooSmallReleases(new Map([['access', changed(size)]]), [planned(type)])).toEqual([
      `@lambda-nest/access exports a ${size} change, and its changesets make it ${said}.`,
    ]);
  });

  it('is planned by changesets for all packages at once, of one version', () => {
    const packages = readPlannedReleases().filter(({ name }) => name.startsWith('@lambda-nest/'));
    expect(new Set(packages.map(({ newVersion }) => newVersion)).size).toBeLessThanOrEqual(1);
  });
});
