/** `npm run release -- --help`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';
import { compareApis, listRooms, readApis, type Api, type Change } from './api-report.ts';
import { packPackages } from './pack-packages.ts';
import { findTooSmallReleases, readPlannedReleases, type PlannedRelease } from './planned-releases.ts';

showHelp(`npm run release -- --dry-run | --write | --check

What the next release of the packages would be: the versions that the changesets in .changeset make, what changed of what the packages export,
and what opens for callers since the last release. A release is a tag packages-v<version>. Nothing is published from here: the release workflow
does that, with provenance.

  --dry-run  shows versions, changes of the API, packs all, and shows the access diff and the commits; ends with 1 when a version is too small
  --write    accepts the API as it is: writes the reports (libs/<room>/api.json), for the next commit
  --check    ends with 1 when a report does not say what the code exports, or a changeset is missing`);

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const apis = readApis(listRooms());
const reportOf = (room: string): string => `libs/${room}/api.json`;
const lastRelease = findLastRelease();

if (values.write) {
  for (const [room, api] of apis) writeFileSync(reportOf(room), `${JSON.stringify(api, null, 2)}\n`);
} else if (values['dry-run']) {
  const [changes, planned] = [compareSince(readReleased), await readPlannedReleases()];
  reportVersions(planned);
  report(changes);
  for (const sentence of findMissingChangesets(changes, planned)) fail(sentence);
  console.log(
    `\nPacked, and not published:\n${(await packPackages()).map((archive) => `  ${archive}`).join('\n')}`,
  );
  sayWhatChanged();
} else if (values.check) {
  const moved = [...compareSince(readReport)].filter(([, { size }]) => size !== 'none');
  if (moved.length > 0) {
    report(new Map(moved));
    fail(
      'The packages export something else than their reports say. Run `npm run release -- --write`, look at the difference, and commit it.',
    );
  }
  const planned = await readPlannedReleases();
  for (const sentence of findMissingChangesets(compareSince(readReleased), planned)) fail(sentence);
} else {
  console.error('Say --dry-run, --write or --check. --help tells more.');
  process.exitCode = 1;
}

function fail(sentence: string): void {
  console.error(`\n${sentence}`);
  process.exitCode = 1;
}

/** A first release needs none: what the packages have is what they are released with. */
function findMissingChangesets(
  changes: ReadonlyMap<string, Change>,
  planned: readonly PlannedRelease[],
): readonly string[] {
  if (lastRelease === undefined) return [];
  return findTooSmallReleases(changes, planned).map(
    (sentence) => `${sentence} Run \`npm run changeset\`, and commit what it writes.`,
  );
}

function compareSince(read: (room: string) => Api): ReadonlyMap<string, Change> {
  return new Map([...apis].map(([room, api]) => [room, compareApis(read(room), api)]));
}

/** What a package exports as the last commit says. */
function readReport(room: string): Api {
  return existsSync(reportOf(room)) ? (JSON.parse(readFileSync(reportOf(room), 'utf8')) as Api) : {};
}

/** What it exported when it was released last; a first release changes nothing. */
function readReleased(room: string): Api {
  if (lastRelease === undefined) return apis.get(room) ?? {};
  const file = reportOf(room);
  const isThere = git('ls-tree', '--name-only', lastRelease, file) === file;
  return isThere ? (JSON.parse(git('show', `${lastRelease}:${file}`)) as Api) : {};
}

function reportVersions(planned: readonly PlannedRelease[]): void {
  if (lastRelease === undefined)
    return console.log('The first release, in the versions that the packages have.\n');
  for (const { name, type, oldVersion, newVersion } of planned)
    console.log(`${name} ${oldVersion} -> ${newVersion} (${type})`);
  console.log();
}

function report(all: ReadonlyMap<string, Change>): void {
  for (const [room, { size, added, changed, removed }] of all) {
    if (size === 'none') continue;
    console.log(`@lambda-nest/${room}: a ${size} change`);
    for (const [what, names] of Object.entries({ added, changed, removed }))
      for (const name of names) console.log(`  ${what}  ${name}`);
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}

function findLastRelease(): string | undefined {
  // A copy without its history has no releases.
  if (!existsSync('.git')) return undefined;
  const [tag = ''] = git('tag', '--list', '--merged', 'HEAD', '--sort=-version:refname', 'packages-v*').split(
    '\n',
  );
  return tag === '' ? undefined : tag;
}

/** Access and commits since the last release. */
function sayWhatChanged(): void {
  const tag = lastRelease;
  if (tag === undefined) return;
  console.log(`\nAccess since ${tag}:`);
  try {
    console.log(
      execFileSync(process.execPath, ['libs/toolkit/src/access/diff.ts', tag], { encoding: 'utf8' }).trim(),
    );
  } catch (error) {
    // What opens without an acknowledgement ends that command with 1, and is what is to be seen here.
    console.log((error as { stdout?: string }).stdout?.trim() ?? String(error));
  }
  console.log(`\nCommits since ${tag}:\n${git('log', '--no-merges', '--format=  %s', `${tag}..HEAD`)}`);
}
