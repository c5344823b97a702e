/** `npm run access:diff -- <commit>`: who gained and who lost access since. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  acknowledge,
  ACKNOWLEDGED_FILE,
  findAcknowledgement,
  isWidening,
  parseAcknowledgements,
  writtenSince,
} from './acknowledgement.ts';
import { compareAccess, type Change } from './compare-access.ts';
import { compareStages } from './compare-stages.ts';
import { NothingToCompare, readAccessAt, readFileAt, readPresentAccess } from './read-access.ts';
import { reportChanges } from './report-changes.ts';
import { findApiFolder } from '../function/find-api-folder.ts';
import { loadFunction, type FunctionDescription } from '../function/load-function.ts';
import { showHelp } from '../show-help.ts';

const USAGE = `npm run access:diff -- <commit> [--function <folder>] [--acknowledge <reason>] [--out <file>]

Tells whose access widened and narrowed since a branch, a tag or a commit. Ends with 1 when a caller gained access and
${ACKNOWLEDGED_FILE}, among what was released, has no entry for it that was written since.

  --function <folder>     of which function; default ${findApiFolder()}
  --acknowledge <reason>  writes the entries, for the next commit
  --out <file>            writes the report, in Markdown, besides`;

showHelp(USAGE);

try {
  const { values, positionals } = parseArgs({
    options: { acknowledge: { type: 'string' }, out: { type: 'string' }, function: { type: 'string' } },
    allowPositionals: true,
  });
  const [ref, ...more] = positionals;
  if (ref === undefined || more.length > 0) throw new NothingToCompare(USAGE);
  if (values.acknowledge?.trim() === '') throw new TypeError('Say why it is opened: --acknowledge <reason>.');
  process.exitCode = await diff(ref, await loadFunction(values.function), values);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function diff(
  ref: string,
  described: FunctionDescription,
  options: { acknowledge?: string; out?: string },
): Promise<number> {
  const file = `${described.released}/${ACKNOWLEDGED_FILE}`;
  const [before, after] = [await readAccessAt(ref, described), await readPresentAccess(described)];
  const changes = [...compareAccess(before.entries, after.entries), ...compareStages(before, after)];
  const earlier = parseAcknowledgements((await readFileAt(ref, file)) ?? '[]');
  let all = await readAcknowledgements(file);
  const unacknowledged = (): readonly Change[] =>
    changes.filter(
      (change) => isWidening(change) && !findAcknowledgement(change, writtenSince(earlier, all)),
    );
  if (options.acknowledge !== undefined) {
    const { acknowledge: reason } = options;
    all = [...all, ...unacknowledged().map((change) => acknowledge(change, reason))];
    await mkdir(described.released, { recursive: true });
    await writeFile(file, `${JSON.stringify(all, null, 2)}\n`);
  }
  const report = reportChanges(changes, writtenSince(earlier, all), ref);
  process.stdout.write(report);
  if (options.out !== undefined) await writeFile(options.out, report);
  const open = unacknowledged().map(({ route }) => route);
  if (open.length === 0) return 0;
  console.error(
    `\nIt was not acknowledged that more callers reach ${open.join(', ')}. If that is meant, run\n` +
      `  npm run access:diff -- ${ref} --acknowledge '<why>'\nand commit ${file}.`,
  );
  return 1;
}

async function readAcknowledgements(file: string) {
  return parseAcknowledgements(existsSync(file) ? await readFile(file, 'utf8') : '[]');
}
