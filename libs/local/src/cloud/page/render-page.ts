import { escapeHtml } from './escape-html.ts';
import { formatNumber, formatTime, renderGraph } from './render-graph.ts';
import type { Range, ShownAlarm, ShownDashboard, ShownWidget } from './read-dashboard.ts';

export const REFRESH_SECONDS = 10;
export const RANGES = [15, 60, 360] as const;

export type PageParts = Readonly<{
  /** Of all dashboards that there are. */
  names: readonly string[];
  dashboard?: ShownDashboard | undefined;
  range: Range;
  minutes: number;
}>;

/** The page: without scripts, it loads itself anew. */
export function renderPage({ names, dashboard, range, minutes }: PageParts): string {
  const title = dashboard ? `${dashboard.name} · the local AWS` : 'The local AWS';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<header><h1>${escapeHtml(dashboard?.name ?? 'The local AWS')}</h1>
${names.length > 1 ? `<nav aria-label="Dashboards">${names.map((name) => link(name, minutes, name, name === dashboard?.name)).join('')}</nav>` : ''}
${dashboard ? `<nav aria-label="Time">${RANGES.map((one) => link(dashboard.name, one, `${one} min`, one === minutes)).join('')}</nav>` : ''}</header>
<main>${dashboard ? renderDashboard(dashboard, range) : EMPTY}</main>
<footer>Beside each name is what was measured last. UTC, until ${formatTime(range.before)}; loads itself anew every ${REFRESH_SECONDS} s. The same dashboard is in CloudWatch once the stack is on AWS.</footer>
</html>
`;
}

function link(name: string, minutes: number, text: string, isCurrent: boolean): string {
  const href = `/${encodeURIComponent(name)}?minutes=${minutes}`;
  return `<a href="${href}"${isCurrent ? ' aria-current="page"' : ''}>${escapeHtml(text)}</a>`;
}

const EMPTY =
  '<p>There is no dashboard yet. A stack that is deployed with <code>--param watch=on</code> has one.</p>';

function renderDashboard({ name, alarms, widgets, period }: ShownDashboard, range: Range): string {
  const firing = alarms.filter(({ state }) => state === 'ALARM');
  return `<section class="tiles">${renderTiles(widgets)}
<div class="tile ${firing.length > 0 ? 'alarm' : 'ok'}"><b>${firing.length}</b> of ${alarms.length} alarms firing</div></section>
<section aria-label="Alarms" class="alarms">${alarms.map((alarm) => renderAlarm(alarm, `${name}-`)).join('')}</section>
<section class="graphs">${widgets.map((widget) => renderWidget(widget, range, period)).join('')}</section>`;
}

/** What one looks for first: how many, how many failed, and how long they took. */
function renderTiles(widgets: readonly ShownWidget[]): string {
  const all = widgets.flatMap(({ series = [] }) => series);
  const sumOf = (label: string): number =>
    [...(all.find((one) => one.label === label)?.points.values() ?? [])].reduce((sum, one) => sum + one, 0);
  const worst = Math.max(
    0,
    ...(all.find(({ label }) => /latency.*p99|p99.*latency/i.test(label))?.points.values() ?? []),
  );
  return [
    `<div class="tile"><b>${formatNumber(sumOf('Count'))}</b> requests</div>`,
    `<div class="tile"><b>${formatNumber(sumOf('5xx'))}</b> with 5xx</div>`,
    `<div class="tile"><b>${formatNumber(worst)} ms</b> highest p99</div>`,
  ].join('');
}

const STATES: Readonly<Record<string, Readonly<{ kind: string; shown: string }>>> = {
  ALARM: { kind: 'alarm', shown: 'firing' },
  OK: { kind: 'ok', shown: 'ok' },
  INSUFFICIENT_DATA: { kind: 'none', shown: 'no data' },
};

/** @param prefix what the names of all alarms begin with, which the heading says */
function renderAlarm({ name, state, reason, description }: ShownAlarm, prefix: string): string {
  const { kind, shown } = STATES[state] ?? { kind: 'none', shown: state };
  const short = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return `<details class="${kind}"${kind === 'alarm' ? ' open' : ''}><summary title="${escapeHtml(name)}"><span>${escapeHtml(shown)}</span> ${escapeHtml(short)}</summary>
<p>${escapeHtml(description)}</p><p>${escapeHtml(reason)}</p></details>`;
}

function renderWidget({ title, series }: ShownWidget, range: Range, period: number): string {
  const body = series ? renderGraph(series, range, period) : '<p>This kind of widget is not drawn here.</p>';
  return `<article><h2>${escapeHtml(title)}</h2>${body}</article>`;
}

const COLOURS = ['#1d63c8', '#c2410c', '#0f766e', '#9333ea', '#a16207', '#be185d'];
const DARK_COLOURS = ['#7db4ff', '#ff9d6c', '#5fd4c6', '#d3a4ff', '#ecc25c', '#ff9cc4'];

function colourRules(colours: readonly string[]): string {
  return colours
    .map(
      (colour, index) =>
        `.s${index}{stroke:${colour}}.f${index}{fill:${colour}}.c${index}{background:${colour}}`,
    )
    .join('');
}

const STYLE = `:root{color-scheme:light dark;--text:#1c2430;--soft:#4d5866;--back:#f5f6f8;--card:#fff;--line:#d8dde3;--bad:#b42318;--good:#13673a}
${colourRules(COLOURS)}
@media(prefers-color-scheme:dark){:root{--text:#e8ecf1;--soft:#a9b4c0;--back:#12161c;--card:#1b212a;--line:#343d49;--bad:#ff8f85;--good:#6fd39b}${colourRules(DARK_COLOURS)}}
*{box-sizing:border-box}body{margin:0;font:15px/1.45 system-ui,sans-serif;color:var(--text);background:var(--back)}
header,main,footer{max-width:1240px;margin:auto;padding:12px 20px}header{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:baseline}h1{font-size:20px;margin:0}
nav a{color:var(--soft);margin-right:10px}nav a[aria-current]{color:var(--text);font-weight:600;text-decoration:none}
.tiles{display:flex;flex-wrap:wrap;gap:12px;margin-bottom:12px}.tile{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:10px 16px}.tile b{font-size:20px}
.tile.alarm,details.alarm{border-color:var(--bad)}.tile.alarm b,details.alarm span{color:var(--bad)}details.ok span{color:var(--good)}
details.alarm{grid-column:1/-1}.alarms{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));gap:6px 12px;margin-bottom:16px;align-items:start}
details{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:4px 10px}summary{cursor:pointer;overflow-wrap:anywhere}summary span{font-weight:600}details p{margin:4px 0;color:var(--soft);overflow-wrap:anywhere}
.graphs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(480px,100%),1fr));gap:12px}article{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:10px 14px;min-width:0}
h2{font-size:15px;margin:0 0 4px}svg{width:100%;height:auto;display:block}svg text{font-size:12px;fill:var(--soft)}.grid{stroke:var(--line)}path{fill:none;stroke-width:1.8}
path.again{stroke-dasharray:6 4}i.again{opacity:.6;border:1px dashed var(--text)}.none,details.none span{color:var(--soft)}
@media(max-width:600px){svg text{font-size:18px}}
.legend{list-style:none;margin:4px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:2px 16px}.legend i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:5px}footer{color:var(--soft)}`;
