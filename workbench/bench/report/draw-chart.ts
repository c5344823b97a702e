import type { Reading } from '../reading.ts';

const WIDTH = 760;
const LABELS = 270;
const FIGURES = 70;
const ROW = 34;
const BAR = 20;
const TOP = 56;

export type Bar = Readonly<{ label: string; ratio: number; ours: boolean }>;

/** The bars of the first-response measure, fastest first. */
export function toBars(readings: readonly Reading[], isOurs: (name: string) => boolean): Bar[] {
  return readings
    .flatMap(({ case: label, ratio }) => (ratio === undefined ? [] : [{ label, ratio, ours: isOurs(label) }]))
    .toSorted((a, b) => a.ratio - b.ratio);
}

/**
 * A bar chart as an SVG document that stands alone: colours follow the reader's light or dark scheme, and its text says in
 * words what the bars show.
 */
export function drawChart(title: string, bars: readonly Bar[]): string {
  const height = TOP + bars.length * ROW + 12;
  const longest = Math.max(1, ...bars.map(({ ratio }) => ratio));
  const scale = (WIDTH - LABELS - FIGURES) / longest;
  const summary = bars.map(({ label, ratio }) => `${label} ${ratio.toFixed(2)}`).join(', ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc">`,
    `  <title id="title">${escapeXml(title)}</title>`,
    `  <desc id="desc">${escapeXml(summary)}</desc>`,
    `  <style>${STYLE}</style>`,
    `  <text class="title" x="0" y="26">${escapeXml(title)}</text>`,
    ...bars.map((bar, index) => drawBar(bar, TOP + index * ROW, scale)),
    '</svg>',
    '',
  ].join('\n');
}

function drawBar({ label, ratio, ours }: Bar, y: number, scale: number): string {
  const middle = y + BAR / 2 + 5;
  const length = Math.max(1, ratio * scale).toFixed(1);
  const end = (LABELS + ratio * scale + 8).toFixed(1);
  const kind = ours ? 'ours' : 'peer';
  return [
    `  <text class="label ${kind}-text" x="${LABELS - 10}" y="${middle}">${escapeXml(label)}</text>`,
    `  <rect class="${kind}" x="${LABELS}" y="${y}" width="${length}" height="${BAR}" rx="3"/>`,
    `  <text class="figure" x="${end}" y="${middle}">${ratio.toFixed(2)} ×</text>`,
  ].join('\n');
}

const STYLE = [
  'text{font:14px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}',
  '.title{font-size:16px;font-weight:600}.label{text-anchor:end}.ours-text{font-weight:600}',
  '.peer{fill:#8c959f}.ours{fill:#0969da}',
  '@media(prefers-color-scheme:dark){text{fill:#e6edf3}.peer{fill:#6e7681}.ours{fill:#4493f8}}',
].join('');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeXml = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
