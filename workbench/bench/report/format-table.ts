import { withinBudget, type Reading } from '../reading.ts';

const HEAD = ['', 'value', 'quartiles', '× bare', 'at most', ''];

/** Lines of one measure's table, for a terminal. */
export function formatTable(readings: readonly Reading[]): string[] {
  const rows = [HEAD, ...readings.map(toCells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function toCells(reading: Reading): string[] {
  const { value, unit, spread, ratio, most } = reading;
  return [
    reading.case,
    `${formatNumber(value)} ${unit}`,
    spread ? spread.map(formatNumber).join('–') : '',
    ratio === undefined ? '' : ratio.toFixed(2),
    most ? formatNumber(most.is) + (most.of === 'ratio' ? ' ×' : '') : '',
    { true: 'held', false: 'MISSED', undefined: '' }[
      String(withinBudget(reading)) as 'true' | 'false' | 'undefined'
    ],
  ];
}

/** Three significant figures at least; whole numbers stay whole. */
function formatNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}
