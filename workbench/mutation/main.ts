/**
 * `npm run mutation [-- <library> …]`: changes the libraries' sources a bit at a time, and fails when too many changes go
 * unnoticed, or one does that `survivors.json` does not explain. Hours for all of them on two cores; nightly on GitHub, each
 * on a machine of its own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { installLocked } from '../install-locked.ts';
import { judgeReport, MIN_PERCENT, type Explanation } from './judge-report.ts';
import { forgetSurvivors, type Report, type Score } from './mutant.ts';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';
import { settingsFor } from './settings-for.ts';

const LIBRARIES = ['access', 'gateway', 'identity', 'input', 'log', 'problem'];
const FOLDER = 'reports/mutation';
const SCORES = 'workbench/mutation/scores.json';
const STRYKER = 'workbench/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';

showHelp(`npm run mutation -- [<library> …]

Changes the sources of libraries a bit at a time, and ends with 1 when too many changes go unnoticed by their tests, or one
does that workbench/mutation/survivors.json does not explain. Half an hour for one of them, hours for all.

  <library>  of ${LIBRARIES.join(', ')}; default all`);

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

const asked = process.argv.slice(2);
const strangers = asked.filter((lib) => !LIBRARIES.includes(lib));
if (strangers.length > 0) throw new Error(`${strangers.join()} is none of ${LIBRARIES.join(', ')}.`);

installLocked('workbench/mutation');
mkdirSync(FOLDER, { recursive: true });
const explanations = readJson<Explanation[]>('workbench/mutation/survivors.json');

for (const lib of asked.length > 0 ? asked : LIBRARIES) {
  const settings = `${FOLDER}/${lib}.settings.json`;
  writeFileSync(settings, JSON.stringify(settingsFor(lib, Math.max(1, availableParallelism() - 1))));
  const before = `${FOLDER}/${lib}.incremental.json`;
  if (existsSync(before)) writeFileSync(before, JSON.stringify(forgetSurvivors(readJson<Report>(before))));
  const env = { ...process.env, MUTATION_TESTS: resolve(`${FOLDER}/${lib}.tests.json`) };
  const { status } = spawnSync(process.execPath, [STRYKER, 'run', settings], { stdio: 'inherit', env });
  if (status !== 0) throw new Error(`Stryker did not finish with ${lib}.`);

  const { score, unexplained, outdated } = judgeReport(
    lib,
    readJson<Report>(`${FOLDER}/${lib}.json`),
    explanations,
  );
  for (const survivor of unexplained) console.error(`Not noticed and not explained: ${survivor}`);
  for (const survivor of outdated) console.error(`Explained, but noticed or gone: ${survivor}`);
  console.log(`${lib}: ${score.percent} % of ${score.killed + score.survived} changes noticed`);
  if (score.percent < MIN_PERCENT || unexplained.length > 0) process.exitCode = 1;

  const scores = existsSync(SCORES) ? readJson<Record<string, Score>>(SCORES) : {};
  const sorted = Object.entries({ ...scores, [lib]: score }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(SCORES, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
