/** A bar chart with horizontal bars in groups. */
export type Bars = Readonly<{
  title: string;
  /** What the bars of each group stand for, in their order. */
  series: readonly string[];
  groups: readonly Readonly<{ label: string; values: readonly number[] }>[];
  format: (value: number) => string;
  /** Whether a step to the right is a multiple. Default: false. */
  isLogarithmic?: boolean;
  /** A value that bars are compared with. */
  mark?: Readonly<{ label: string; value: number }>;
}>;

const WIDTH = 760;
const LEFT = 190;
const LENGTH = 440;
const BAR = 14;
const GAP = 12;
const TOP = 66;
/** Every bar can be seen. */
const MIN_LENGTH = 2;

const STYLE =
  'text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}.title{font-size:16px;font-weight:600}' +
  '.label{text-anchor:end}.s0{fill:#0969da}.s1{fill:#8c959f}.mark{stroke:#cf222e;stroke-dasharray:4 3}' +
  '@media(prefers-color-scheme:dark){text{fill:#e6edf3}.s0{fill:#4493f8}.s1{fill:#6e7681}.mark{stroke:#f85149}}';

/** An SVG image of the chart, whose description says all that it shows, in light and dark. */
export function renderBars({ title, series, groups, format, isLogarithmic = false, mark }: Bars): string {
  const values = [...groups.flatMap((group) => group.values), ...(mark ? [mark.value] : [])];
  const most = Math.max(...values);
  const scale = (value: number): number =>
    Math.max(MIN_LENGTH, LENGTH * (isLogarithmic ? Math.log1p(value) / Math.log1p(most) : value / most) || 0);
  const groupHeight = series.length * BAR + GAP;
  const height = TOP + groups.length * groupHeight + 8;
  const described = groups.map(({ label, values: all }) => `${label}: ${all.map(format).join(' and ')}`);
  const markAt = mark && LEFT + scale(mark.value);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc">`,
    `  <title id="title">${escape(title)}</title>`,
    `  <desc id="desc">${escape(`${series.join(' and ')}. ${described.join('; ')}`)}</desc>`,
    `  <style>${STYLE}</style>`,
    `  <text class="title" x="0" y="22">${escape(title)}</text>`,
    ...series.flatMap((name, index) => [
      `  <rect class="s${index}" x="${LEFT + index * 210}" y="36" width="12" height="12" rx="2"/>`,
      `  <text x="${LEFT + index * 210 + 18}" y="47">${escape(name)}</text>`,
    ]),
    ...groups.flatMap(({ label, values: all }, group) => {
      const top = TOP + group * groupHeight;
      return [
        `  <text class="label" x="${LEFT - 10}" y="${top + (series.length * BAR) / 2 + 5}">${escape(label)}</text>`,
        ...all.flatMap((value, index) => [
          `  <rect class="s${index}" x="${LEFT}" y="${top + index * BAR}" width="${scale(value).toFixed(1)}" height="${BAR - 2}" rx="2"/>`,
          `  <text x="${(LEFT + scale(value) + 6).toFixed(1)}" y="${top + index * BAR + 11}">${escape(format(value))}</text>`,
        ]),
      ];
    }),
    ...(mark && markAt !== undefined
      ? [
          `  <line class="mark" x1="${markAt.toFixed(1)}" x2="${markAt.toFixed(1)}" y1="${TOP - 8}" y2="${height - 8}"/>`,
          `  <text class="label" x="${(markAt + 110).toFixed(1)}" y="47">${escape(mark.label)}</text>`,
        ]
      : []),
    '</svg>',
    '',
  ].join('\n');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
