/** `npm run faults`: plants mistakes in a copy of the repository, one at a time, and shows what notices each. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRepository } from './copy-repository.ts';
import { plant, type Fault } from './fault.ts';
import { FAULTS } from './faults.ts';
import { runChecks, type Alarm } from './run-checks.ts';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';

showHelp(`npm run faults -- [<word>]

Plants the mistakes of workbench/faults/faults.ts in a copy of the repository, one at a time, and tells what notices each. Ends
with 1 when nothing does. Minutes for each of them.

  <word>  those with this word in their name`);

/** For a fault by a word of its name: `npm run faults -- stage`. */
const [word = ''] = process.argv.slice(2);
const chosen = FAULTS.filter(({ name }) => name.includes(word));
if (chosen.length === 0)
  throw new Error(`No fault is named ${word}. There are:\n${FAULTS.map(({ name }) => name).join('\n')}`);
const copy = await copyRepository(process.cwd());
process.once('SIGINT', () => void copy.remove().finally(() => process.exit(130)));
try {
  process.exitCode = (await isQuiet()) && (await areNoticed()) ? 0 : 1;
} finally {
  await copy.remove();
}

/** Without a fault nothing may be reported, or it says nothing with one. */
async function isQuiet(): Promise<boolean> {
  const tests = [...new Set(chosen.flatMap((fault) => fault.tests))];
  const alarms = await runChecks(copy.root, { tests, isInStack: chosen.some(({ isInStack }) => isInStack) });
  if (alarms.length === 0) return true;
  console.error('Without any fault something is reported already:');
  report(alarms);
  return false;
}

async function areNoticed(): Promise<boolean> {
  const unnoticed: Fault[] = [];
  for (const fault of chosen) {
    const alarms = await withFault(fault);
    console.log(`\n${alarms.length > 0 ? 'caught    ' : 'NOT CAUGHT'}  ${fault.name} (${fault.file})`);
    report(alarms);
    if (alarms.length === 0) unnoticed.push(fault);
  }
  console.log(`\n${chosen.length - unnoticed.length} of ${chosen.length} faults were caught.`);
  return unnoticed.length === 0;
}

async function withFault(fault: Fault): Promise<readonly Alarm[]> {
  const file = join(copy.root, fault.file);
  const text = await readFile(file, 'utf8');
  await writeFile(file, plant(fault, text));
  const alarms = await runChecks(copy.root, fault);
  await writeFile(file, text);
  return alarms;
}

function report(alarms: readonly Alarm[]): void {
  for (const { by, said } of alarms) console.log(`            by ${by}: ${said}`);
}
