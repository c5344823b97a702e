/** `npm run release -- --help`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';
import { compareApis, listRooms, readApis, type Api, type Change } from './api-report.ts';
import { packPackages } from './pack-packages.ts';

showHelp(`npm run release -- --dry-run | --write | --check

What the next release of the packages would be, by what changed of what they export since the committed reports (libs/<room>/api.json), and
what opens for callers since the last tag. Nothing is published from here: the release workflow does that, with provenance.

  --dry-run  says of each package whether it is a patch, a minor or a major release, packs all, and shows the access diff and the commits
  --write    accepts the API as it is: writes the reports, for the next commit
  --check    ends with 1 when a report does not say what the code exports`);

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const apis = readApis(listRooms());
const reportOf = (room: string): string => `libs/${room}/api.json`;
const changes = new Map(
  [...apis].map(([room, api]) => {
    const before = existsSync(reportOf(room))
      ? (JSON.parse(readFileSync(reportOf(room), 'utf8')) as Api)
      : {};
    return [room, compareApis(before, api)];
  }),
);

if (values.write) {
  for (const [room, api] of apis) writeFileSync(reportOf(room), `${JSON.stringify(api, null, 2)}\n`);
} else if (values['dry-run']) {
  report(changes);
  console.log(
    `\nPacked, and not published:\n${(await packPackages()).map((archive) => `  ${archive}`).join('\n')}`,
  );
  sayWhatChanged();
} else if (values.check) {
  const moved = [...changes].filter(([, { size }]) => size !== 'none');
  if (moved.length > 0) {
    report(new Map(moved));
    console.error(
      '\nThe packages export something else than their reports say. Run `npm run release -- --write`, look at the difference, and commit it.',
    );
    process.exitCode = 1;
  }
} else {
  console.error('Say --dry-run, --write or --check. --help tells more.');
  process.exitCode = 1;
}

function report(all: ReadonlyMap<string, Change>): void {
  for (const [room, { size, added, changed, removed }] of all) {
    console.log(`@lambda-nest/${room}: ${size === 'none' ? 'patch at most' : size}`);
    for (const [what, names] of Object.entries({ added, changed, removed }))
      for (const name of names) console.log(`  ${what}  ${name}`);
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}

/** Access and commits since the last tag; all of it where nothing was tagged yet. */
function sayWhatChanged(): void {
  const tag = git('tag', '--list', 'packages-v*', '--sort=-version:refname').split('\n')[0];
  if (tag === undefined || tag === '') {
    console.log(
      '\nNo version is tagged yet: there is nothing to compare access with, and every commit is new.',
    );
    return;
  }
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
