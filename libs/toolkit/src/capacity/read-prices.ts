import { existsSync, readFileSync } from 'node:fs';
import type { Prices, Tier } from './prices.ts';

const ARCHITECTURES = ['arm64', 'x86_64'] as const;

/** A price list as it stands in a file: tiers have `null` in the place of no end. */
export function formatPrices(prices: Prices): string {
  return `${JSON.stringify(prices, (_key, value: unknown) => (value === Infinity ? null : value), 2)}\n`;
}

/**
 * Reads a price list of AWS, such as of another region or of a later day. All of it, so that no prices of two regions or days are
 * added up, with where and when they were read.
 *
 * @throws Error with all that is wrong
 */
export function readPrices(file: string): Prices {
  if (!existsSync(file))
    throw new Error(`There is no ${file}. Write one with --write-prices ${file}, and change it.`);
  const given = parse(file);
  const violations: string[] = [];
  const reject = (name: string, expected: string): void =>
    void violations.push(`${file}: ${name} is not ${expected}.`);
  const at = (name: string): unknown => {
    const [first = '', second] = name.split('.');
    const value = given[first];
    return second === undefined ? value : (value as Record<string, unknown> | null | undefined)?.[second];
  };
  const text = (name: string, pattern: RegExp, expected: string): string => {
    const value = at(name);
    if (typeof value === 'string' && pattern.test(value)) return value;
    reject(name, expected);
    return '';
  };
  const dollars = (name: string): number => {
    const value = at(name);
    if (isPrice(value)) return value;
    reject(name, 'a number of dollars from 0');
    return 0;
  };
  const tiers = (name: string): readonly Tier[] => {
    const read = readTiers(at(name));
    if (!read)
      reject(
        name,
        'a list of { "upTo": number, "dollars": number }, in ascending order, the last with "upTo": null',
      );
    return read ?? [];
  };
  const sources = at('sources');
  const areSources =
    Array.isArray(sources) && sources.length > 0 && sources.every((one) => typeof one === 'string');
  if (!areSources) reject('sources', 'a list of the pages that the prices come from');
  const prices: Prices = {
    region: text('region', /^[a-z]{2}(-[a-z]+)+-\d$/, 'a region, such as eu-west-1'),
    asOf: text('asOf', /^\d{4}-\d{2}-\d{2}$/, 'a day, such as 2026-11-30'),
    sources: areSources ? (sources as string[]) : [],
    lambdaRequest: dollars('lambdaRequest'),
    duration: byArchitecture('duration', tiers),
    provisioned: byArchitecture('provisioned', dollars),
    provisionedDuration: byArchitecture('provisionedDuration', dollars),
    httpApiRequest: tiers('httpApiRequest'),
    logGigabyte: dollars('logGigabyte'),
  };
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(prices, name));
  if (unknown.length > 0) violations.push(`${file}: ${unknown.join(', ')} is no price of the model.`);
  if (violations.length > 0) throw new Error(violations.join('\n'));
  return prices;
}

function parse(file: string): Readonly<Record<string, unknown>> {
  try {
    const given: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof given === 'object' && given !== null && !Array.isArray(given))
      return given as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Error(`${file} is no JSON object. Write one with --write-prices <file>, and change it.`);
}

function byArchitecture<T>(
  name: string,
  read: (name: string) => T,
): Readonly<Record<(typeof ARCHITECTURES)[number], T>> {
  const [arm64, x86] = ARCHITECTURES.map((architecture) => read(`${name}.${architecture}`));
  return { arm64: arm64 as T, x86_64: x86 as T };
}

function isPrice(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function readTiers(value: unknown): readonly Tier[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const tiers = (value as readonly ({ upTo?: unknown; dollars?: unknown } | null)[]).map((tier) => ({
    upTo: tier?.upTo === null ? Infinity : tier?.upTo,
    dollars: tier?.dollars,
  }));
  const areSound = tiers.every(
    ({ upTo, dollars }, index) =>
      typeof upTo === 'number' &&
      isPrice(dollars) &&
      upTo > ((tiers[index - 1]?.upTo as number | undefined) ?? 0) &&
      (upTo === Infinity) === (index === tiers.length - 1),
  );
  return areSound ? (tiers as unknown as readonly Tier[]) : undefined;
}
