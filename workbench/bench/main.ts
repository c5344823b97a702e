/** Measures the cold start of this project and its peers on this machine; see workbench/bench/README.md. */
import { writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { buildCandidates } from './build-candidates.ts';
import { BARE, type Case, distroCases, GROWN, peerCases, PRODUCT, productCases, REJECTED } from './cases.ts';
import { managedFlags } from '@lambda-nest/toolkit/managed-runtime';
import { startStubProvider } from '../../libs/toolkit/src/build/code-cache/stub-provider.ts';
import { installLocked } from '../install-locked.ts';
import { measureFirst } from './measures/measure-first.ts';
import { measureMemory } from './measures/measure-memory.ts';
import { measureSize } from './measures/measure-size.ts';
import { measureSoak } from './measures/measure-soak.ts';
import { measureStart } from './measures/measure-start.ts';
import { measureWarm } from './measures/measure-warm.ts';
import { SHOP, shopCases } from './shop-cases.ts';
import { startShopServices } from './shop-services.ts';
import { prepareProduct, productBuilds } from './prepare-product.ts';
import { type Measure, type Options, readOptions, USAGE } from './read-options.ts';
import { withinBudget, type Reading } from './reading.ts';
import { startStubCollector } from './stub-collector.ts';
import { drawChart, toBars } from './report/draw-chart.ts';
import { formatTable } from './report/format-table.ts';

const FOLDER = import.meta.dirname;
const ROOT = join(FOLDER, '../..');
const RUNTIME = join(FOLDER, 'dist', 'runtime');
const WORKERS = join(FOLDER, 'dist', 'workers');

const TITLES: Readonly<Record<Measure, string>> = {
  first: 'Cold start: from spawn to the first response',
  start: 'Read and loaded up to the first response',
  warm: 'Warm invocation, in process',
  memory: 'Peak resident memory after 300 requests',
  size: 'Deployment package',
  soak: 'Ten thousand invocations in one process',
};

const chartTitle = 'First response after a cold start, × a bare handler';
/** What the README shows: the product as deployed, and every other candidate. */
const isCharted = (name: string): boolean =>
  name === REJECTED || !(name.startsWith(`${PRODUCT},`) || name.startsWith(SHOP));

async function measure(one: Measure, cases: readonly Case[], { runs }: Options): Promise<Reading[]> {
  const few = Math.ceil(runs / 4);
  const distinct = cases.filter(({ name }) => name !== REJECTED);
  switch (one) {
    case 'first':
      return measureFirst(cases, runs, RUNTIME);
    case 'start':
      return measureStart(cases, WORKERS);
    case 'warm':
      return measureWarm(distinct, few, WORKERS);
    case 'memory':
      return measureMemory(
        distinct.filter(({ name }) => name !== GROWN),
        few,
        WORKERS,
      );
    case 'size':
      return measureSize(cases);
    case 'soak':
      return measureSoak(cases, WORKERS);
  }
}

async function main(options: Options): Promise<void> {
  // The runtime client's install script would compile C++.
  installLocked(FOLDER);
  await buildCandidates(FOLDER);
  const builds = productBuilds(ROOT);
  const provider = await startStubProvider(options.latency);
  const collector = await startStubCollector();
  const services = await startShopServices();
  try {
    const products = [
      ...productCases(builds, provider, collector.endpoint),
      ...shopCases(FOLDER, builds, provider, services),
    ];
    const all = [...peerCases(FOLDER), ...distroCases(FOLDER, collector.endpoint), ...products];
    const cases = all.filter(({ name }) => name === BARE || isChosen(name, options.cases));
    if (cases.some(({ name }) => products.some((product) => product.name === name)))
      prepareProduct(ROOT, builds, options.build);
    const readings: Reading[] = [];
    for (const one of options.measures) {
      const able = cases.filter(({ only }) => only?.includes(one) ?? true);
      const taken = await measure(one, able, options);
      console.log(`\n${TITLES[one]}\n`);
      for (const line of formatTable(taken)) console.log(line);
      readings.push(...taken);
    }
    if (options.write) write(readings, options);
    process.exitCode = readings.some((reading) => withinBudget(reading) === false) ? 1 : 0;
  } finally {
    await services.close();
    provider.close();
    collector.close();
  }
}

const isChosen = (name: string, chosen: readonly string[]): boolean =>
  chosen.length === 0 || chosen.some((part) => name.toLowerCase().includes(part.toLowerCase()));

function write(readings: readonly Reading[], { runs, latency }: Options): void {
  const machine = { node: process.version, platform: platform(), arch: arch(), cpus: cpus().length };
  const taken = { at: new Date().toISOString(), ...machine, flags: managedFlags(), runs, latency };
  writeFileSync(join(FOLDER, 'results.json'), `${JSON.stringify({ taken, readings }, null, 2)}\n`);
  const charted = readings.filter((reading) => reading.measure === 'first' && isCharted(reading.case));
  if (charted.length === 0) return;
  const bars = toBars(charted, (name) => name.startsWith(PRODUCT));
  writeFileSync(join(FOLDER, 'cold-start.svg'), drawChart(chartTitle, bars));
}

const options = readOptions(process.argv.slice(2));
if (options.help) console.log(USAGE);
else await main(options);
