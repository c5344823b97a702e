import { describe, expect, it } from '@jest/globals';
import { drawChart, toBars } from './draw-chart.ts';

const reading = (name: string, ratio?: number) =>
  ({ measure: 'first', case: name, unit: 'ms', value: 1, ...(ratio !== undefined && { ratio }) }) as const;

describe('toBars', () => {
  it('sorts by ratio, marks ours and leaves out what has no ratio', () => {
    const readings = [reading('nest', 12), reading('product', 1.7), reading('unknown'), reading('bare', 1)];
    expect(toBars(readings, (name) => name === 'product')).toEqual([
      { label: 'bare', ratio: 1, ours: false },
      { label: 'product', ratio: 1.7, ours: true },
      { label: 'nest', ratio: 12, ours: false },
    ]);
  });
});

describe('drawChart', () => {
  const svg = drawChart('First response, × bare', [
    { label: 'ours & <fast>', ratio: 1.5, ours: true },
    { label: 'peer', ratio: 3, ours: false },
  ]);

  it('draws bars whose lengths are in proportion to the ratios', () => {
    const widths = [...svg.matchAll(/<rect class="(\w+)"[^>]* width="([\d.]+)"/g)].map(([, kind, width]) => ({
      kind,
      width: Number(width),
    }));
    expect(widths).toEqual([
      { kind: 'ours', width: 210 },
      { kind: 'peer', width: 420 },
    ]);
  });

  it('says in words what the bars show', () => {
    expect(svg).toContain('<title id="title">First response, × bare</title>');
    expect(svg).toContain('<desc id="desc">ours &amp; &lt;fast&gt; 1.50, peer 3.00</desc>');
  });

  it('has colours for a dark scheme', () => {
    expect(svg).toContain('@media(prefers-color-scheme:dark)');
  });

  it('needs nothing from elsewhere', () => {
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|@import/);
  });
});
