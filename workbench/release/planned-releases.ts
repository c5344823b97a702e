import { assembleReleasePlan } from '@changesets/assemble-release-plan';
import { readConfig } from '@changesets/config';
import { readChangesets } from '@changesets/read';
import { getPackages } from '@manypkg/get-packages';
import type { Change } from './api-report.ts';

/** What the changesets that are committed make of a package's next release; there is none of a package that they do not name. */
export type PlannedRelease = Readonly<{
  name: string;
  type: 'patch' | 'minor' | 'major';
  oldVersion: string;
  newVersion: string;
}>;

const SIZES = ['none', 'patch', 'minor', 'major'] as const;

/**
 * Reads what the changesets in `.changeset` plan for each package. The command `changeset status` is of no use here: on a branch it
 * ends with 1 when a package has changed in a way that no user notices.
 *
 * @throws Error with what is wrong with `.changeset/config.json`
 * @see https://github.com/changesets/changesets
 */
export async function readPlannedReleases(): Promise<readonly PlannedRelease[]> {
  const packages = await getPackages('.');
  const { config, errors } = await readConfig(packages.rootDir, packages);
  if (config === undefined) throw new Error(`.changeset/config.json: ${errors.join(' ')}`);
  const changesets = await readChangesets(packages.rootDir);
  const { releases } = assembleReleasePlan(changesets, packages, config, undefined);
  return releases.filter((release) => release.type !== 'none');
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

const describeType = (type: (typeof SIZES)[number]): string =>
  type === 'none' ? 'no release' : `a ${type} release`;
