/** `npm run access:diff -- <commit>`: who gained and who lost access since. */
import { readFile, writeFile } from 'node:fs/promises';
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
import { showHelp } from '../show-help.ts';

const USAGE = `npm run access:diff -- <commit> [--acknowledge <reason>] [--out <file>]

Tells whose access widened and narrowed since a branch, a tag or a commit. Ends with 1 when somebody gained access and
${ACKNOWLEDGED_FILE} has no entry for it that was written since.

  --acknowledge <reason>  writes the entries, for the next commit
  --out <file>            writes the report, in Markdown, besides`;

showHelp(USAGE);

try {
  const { values, positionals } = parseArgs({
    options: { acknowledge: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: true,
  });
  const [ref, ...more] = positionals;
  if (ref === undefined || more.length > 0) throw new NothingToCompare(USAGE);
  if (values.acknowledge?.trim() === '') throw new TypeError('Say why it is opened: --acknowledge <reason>.');
  process.exitCode = await diff(ref, values);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function diff(ref: string, options: { acknowledge?: string; out?: string }): Promise<number> {
  const [before, after] = [await readAccessAt(ref), await readPresentAccess()];
  const changes = [...compareAccess(before.entries, after.entries), ...compareStages(before, after)];
  const earlier = parseAcknowledgements((await readFileAt(ref, ACKNOWLEDGED_FILE)) ?? '[]');
  let all = await readAcknowledgements();
  const unacknowledged = (): readonly Change[] =>
    changes.filter(
      (change) => isWidening(change) && !findAcknowledgement(change, writtenSince(earlier, all)),
    );
  if (options.acknowledge !== undefined) {
    const { acknowledge: reason } = options;
    all = [...all, ...unacknowledged().map((change) => acknowledge(change, reason))];
    await writeFile(ACKNOWLEDGED_FILE, `${JSON.stringify(all, null, 2)}\n`);
  }
  const report = reportChanges(changes, writtenSince(earlier, all), ref);
  process.stdout.write(report);
  if (options.out !== undefined) await writeFile(options.out, report);
  const open = unacknowledged().map(({ route }) => route);
  if (open.length === 0) return 0;
  console.error(
    `\nNobody acknowledged that more callers reach ${open.join(', ')}. If that is meant, run\n` +
      `  npm run access:diff -- ${ref} --acknowledge '<why>'\nand commit ${ACKNOWLEDGED_FILE}.`,
  );
  return 1;
}

async function readAcknowledgements() {
  const text = await readFile(ACKNOWLEDGED_FILE, 'utf8').catch(() => '[]');
  return parseAcknowledgements(text);
}
