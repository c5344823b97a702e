import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Change } from './api-report.ts';

/** What the changesets that are committed make of a package's next release. */
export type PlannedRelease = Readonly<{
  name: string;
  type: 'none' | 'patch' | 'minor' | 'major';
  oldVersion: string;
  newVersion: string;
}>;

const SIZES = ['none', 'patch', 'minor', 'major'] as const;

/**
 * Reads what the changesets in `.changeset` plan for each package.
 *
 * @see https://github.com/changesets/changesets
 */
export function readPlannedReleases(): readonly PlannedRelease[] {
  const folder = mkdtempSync(join(tmpdir(), 'changesets-'));
  try {
    const file = join(folder, 'status.json');
    // The command takes a path below the working directory.
    execFileSync('changeset', ['status', `--output=${relative('.', file)}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return (JSON.parse(readFileSync(file, 'utf8')) as { releases: PlannedRelease[] }).releases;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Finds packages whose API moved further since the last release than their changesets say; a sentence each.
 *
 * @param changes by room, since the last release
 */
export function findTooSmallReleases(
  changes: ReadonlyMap<string, Change>,
  planned: readonly PlannedRelease[],
): readonly string[] {
  return [...changes].flatMap(([room, { size }]) => {
    const name = `@lambda-nest/${room}`;
    const type = planned.find((release) => release.name === name)?.type ?? 'none';
    if (SIZES.indexOf(type) >= SIZES.indexOf(size)) return [];
    return [`${name} exports a ${size} change, and its changesets make it ${describeType(type)}.`];
  });
}

const describeType = (type: PlannedRelease['type']): string =>
  type === 'none' ? 'no release' : `a ${type} release`;
