import { escapeHtml } from './escape-html.ts';
import type { Range, ShownSeries } from './read-dashboard.ts';

const WIDTH = 560;
const HEIGHT = 170;
const LEFT = 52;
const BOTTOM = 22;
const TOP = 10;

/** Colours that there are; further series have them again, with broken lines. */
export const COLOUR_COUNT = 6;

/** A graph of some series over a range, as SVG and a legend with what each had last. Those that were measured come first. */
export function renderGraph(all: readonly ShownSeries[], range: Range, period: number): string {
  const series = all.toSorted((one, other) => Number(isEmpty(one)) - Number(isEmpty(other)));
  const values = series.flatMap(({ points }) => [...points.values()]);
  const max = niceMax(Math.max(0, ...values));
  const x = (at: number): number =>
    LEFT + ((at - range.from) / (range.before - range.from)) * (WIDTH - LEFT - 8);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / max) * (HEIGHT - BOTTOM - TOP);
  const lines = series.map(({ points, label }, index) => renderLine(points, { x, y, period, index, label }));
  const legend = series.map((one, index) => {
    const { label, points, unit } = one;
    const text = `${escapeHtml(label)} <b>${escapeHtml(lastOf(points, unit))}</b>`;
    return isEmpty(one)
      ? `<li class="none">${text}</li>`
      : `<li><i class="c${classOf(index)}"></i>${text}</li>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(describe(series))}">
${[0, max / 2, max].map((value) => `<line class="grid" x1="${LEFT}" x2="${WIDTH - 8}" y1="${y(value)}" y2="${y(value)}"/><text x="${LEFT - 6}" y="${y(value) + 4}" text-anchor="end">${formatNumber(value)}</text>`).join('\n')}
<text x="${LEFT}" y="${HEIGHT - 4}">${formatTime(range.from)}</text><text x="${WIDTH - 8}" y="${HEIGHT - 4}" text-anchor="end">${formatTime(range.before)}</text>
${values.length === 0 ? `<text x="${(LEFT + WIDTH) / 2}" y="${HEIGHT / 3}" text-anchor="middle">nothing measured</text>` : lines.join('\n')}
</svg><ul class="legend">${legend.join('')}</ul>`;
}

function isEmpty({ points }: ShownSeries): boolean {
  return points.size === 0;
}

/** The number of the colour, and a mark where it is had again. */
function classOf(index: number): string {
  return `${index % COLOUR_COUNT}${index < COLOUR_COUNT ? '' : ' again'}`;
}

type Place = {
  x(at: number): number;
  y(value: number): number;
  period: number;
  index: number;
  label: string;
};

/** Points of adjoining periods are joined; a gap is one in what was measured. */
function renderLine(points: ShownSeries['points'], { x, y, period, index }: Place): string {
  const sorted = [...points].toSorted(([one], [other]) => one - other);
  const path = sorted
    .map(([at, value], position) => {
      const before = sorted[position - 1]?.[0];
      const move = before !== undefined && at - before <= period * 1000 ? 'L' : 'M';
      return `${move}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
  const dots = sorted.map(
    ([at, value]) =>
      `<circle class="f${index % COLOUR_COUNT}" cx="${x(at).toFixed(1)}" cy="${y(value).toFixed(1)}" r="2"/>`,
  );
  return `<path class="s${classOf(index)}" d="${path}"/>${dots.join('')}`;
}

function describe(series: readonly ShownSeries[]): string {
  return series.map(({ label, points, unit }) => `${label}: ${lastOf(points, unit)}`).join(', ');
}

function lastOf(points: ShownSeries['points'], unit: string): string {
  const last = [...points].toSorted(([one], [other]) => other - one)[0];
  return last ? `${formatNumber(last[1])}${unit === 'Milliseconds' ? ' ms' : ''}` : 'none';
}

/** The next of 1, 2 and 5 times a power of ten. */
function niceMax(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((factor) => factor * power >= value) ?? 10) * power;
}

export function formatNumber(value: number): string {
  if (value >= 10_000) return `${Number((value / 1000).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}

export function formatTime(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}
