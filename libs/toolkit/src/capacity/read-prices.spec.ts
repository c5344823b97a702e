import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PRICES } from './prices.ts';
import { formatPrices, readPrices } from './read-prices.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'prices-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const file = join(folder, 'prices.json');
  writeFileSync(file, text);
  return file;
}

const changed = (change: object): string =>
  fileOf(JSON.stringify({ ...JSON.parse(formatPrices(PRICES)), ...change }));

describe('readPrices', () => {
  it('reads what formatPrices writes', () => {
    expect(readPrices(fileOf(formatPrices(PRICES)))).toEqual(PRICES);
  });

  it('takes other prices, with their region, day and sources', () => {
    const change = {
      region: 'eu-central-1',
      asOf: '2026-11-30',
      sources: ['our offer'],
      logGigabyte: 0.63,
      httpApiRequest: [{ upTo: null, dollars: 0.00000117 }],
    };
    expect(readPrices(changed(change))).toEqual({
      ...PRICES,
      ...change,
      httpApiRequest: [{ upTo: Infinity, dollars: 0.00000117 }],
    });
  });

  it.each([
    [{ region: 'Ireland' }, 'region is not a region, such as eu-west-1.'],
    [{ asOf: undefined }, 'asOf is not a day, such as 2026-11-30.'],
    [{ sources: [] }, 'sources is not a list of the pages that the prices come from.'],
    [{ logGigabyte: -1 }, 'logGigabyte is not a number of dollars from 0.'],
    [{ lambdaRequest: '0.2' }, 'lambdaRequest is not a number of dollars from 0.'],
    [{ provisioned: { x86_64: 1 } }, 'provisioned.arm64 is not a number of dollars from 0.'],
    [{ logGigabytes: 1 }, 'logGigabytes is no price of the model.'],
  ])('rejects %j', (change, message) => {
    const file = changed(change);
    expect(() => readPrices(file)).toThrow(new Error(`${file}: ${message}`));
  });

  it.each([
    ['without an end', [{ upTo: 5, dollars: 1 }]],
    [
      'in descending order',
      [
        { upTo: 5, dollars: 1 },
        { upTo: 4, dollars: 1 },
        { upTo: null, dollars: 1 },
      ],
    ],
    [
      'with an end before the last',
      [
        { upTo: null, dollars: 1 },
        { upTo: null, dollars: 1 },
      ],
    ],
    ['without any', []],
  ])('rejects tiers %s', (_which, httpApiRequest) => {
    expect(() => readPrices(changed({ httpApiRequest }))).toThrow(
      'httpApiRequest is not a list of { "upTo": number, "dollars": number }, in ascending order, the last with "upTo": null.',
    );
  });

  it('says all that is wrong at once', () => {
    expect(() => readPrices(changed({ region: '', asOf: '' }))).toThrow(/region is not.*\n.*asOf is not/);
  });

  it.each([['{'], ['[]'], ['null']])('rejects a file that holds %s', (text) => {
    expect(() => readPrices(fileOf(text))).toThrow('prices.json is no JSON object.');
  });

  it('says how to get one when there is none', () => {
    expect(() => readPrices('missing.json')).toThrow(
      'There is no missing.json. Write one with --write-prices missing.json, and change it.',
    );
  });
});
