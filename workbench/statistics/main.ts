/** `npm run figures`: runs what attacks the API, and writes how much of it there is into SECURITY.md. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countFigures, type Results, type Tries } from './count-figures.ts';
import { KINDS } from './kinds.ts';
import type { Score } from '../mutation/mutant.ts';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';
import { renderFigures, replaceFigures } from './render-figures.ts';

showHelp(`npm run figures

Runs the tests that attack the API, and writes how many cases there are of each kind into SECURITY.md.`);

const DOCUMENT = 'SECURITY.md';
const folder = mkdtempSync(join(tmpdir(), 'figures-'));
const [results, tries] = [join(folder, 'results.json'), join(folder, 'tries.jsonl')];
writeFileSync(tries, '');

const jest = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${results}`];
const setup = '--setupFilesAfterEnv=<rootDir>/workbench/statistics/count-tries.ts';
const patterns = KINDS.map(({ specs }) => specs.source).join('|');
spawnSync(process.execPath, [...jest, setup, '--testPathPatterns', patterns], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    FIGURES_TRIES: tries,
  },
});

const run = JSON.parse(readFileSync(results, 'utf8')) as Results & { success: boolean };
const lines = readFileSync(tries, 'utf8').split('\n').filter(Boolean);
rmSync(folder, { recursive: true });
if (!run.success) throw new Error('A test failed. Fix it first: npm test says which.');

const figures = countFigures(
  run,
  lines.map((line) => JSON.parse(line) as Tries),
);
const scores = JSON.parse(readFileSync('workbench/mutation/scores.json', 'utf8')) as Record<string, Score>;
writeFileSync(DOCUMENT, replaceFigures(readFileSync(DOCUMENT, 'utf8'), renderFigures(figures, scores)));
const prettier = 'node_modules/prettier/bin/prettier.cjs';
execFileSync(process.execPath, [prettier, '--write', '--log-level=warn', DOCUMENT]);
