import { describe, expect, it } from '@jest/globals';
import { planCapacity } from './plan-capacity.ts';
import { readOptions } from './read-options.ts';
import { renderReport, type Report } from './render-report.ts';

function report(...args: readonly string[]): Report {
  const { model, measured } = readOptions([
    '--init-ms=100',
    '--compute-ms=2',
    '--max-requests=2000',
    ...args,
  ]);
  return renderReport(planCapacity(model), model, measured);
}

describe('renderReport', () => {
  it('has a row for each traffic at each rate, with and without provisioned concurrency', () => {
    const rows = report('--rates', '1,5')['CAPACITY.md']?.match(
      /^\| (steady|diurnal|burst) \| \d+ \| \d* ?\|/gm,
    );
    expect(rows).toHaveLength(12);
  });

  it('names no quota when none is met', () => {
    expect(report('--rates', '1')['CAPACITY.md']).toContain('None of the traffic above meets a quota.');
  });

  it('names the quotas that are met, and what to request', () => {
    const quotas = ['--account-concurrency=101', '--gateway-rate=50', '--gateway-burst=10'];
    const { 'CAPACITY.md': text } = report('--rates=100', ...quotas);
    expect(text).toMatch(
      /\*\*steady, 100\/s, on demand\*\* rejects\n {2}- \d+ % of the requests: API Gateway takes 50 /,
    );
    expect(text).toContain('request 130 in Service Quotas (Throttle rate)');
  });

  it('names the scaling rate, which is left once other quotas are raised', () => {
    const { 'CAPACITY.md': text } = report('--rates=100', '--wait-ms=9000', '--wait-p99-ms=9000');
    expect(text).toMatch(
      /once these quotas are raised, still\n {4}- .* of the requests: Lambda gives a function 1,000 more sandboxes in ten seconds/,
    );
  });

  it('links each plot, whose description says its numbers', () => {
    const files = report('--rates', '1');
    const { 'CAPACITY.md': text = '', ...plots } = files;
    for (const [name, plot] of Object.entries(plots)) {
      expect(text).toContain(`](${name})`);
      expect(plot).toMatch(/<desc id="desc">.*steady, 1\/s: \S+/);
    }
    expect(Object.keys(plots)).toHaveLength(3);
  });
});
