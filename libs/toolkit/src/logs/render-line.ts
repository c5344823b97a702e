import type { LogLine } from './read-events.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * A line for people: time, where from, and the members that matter first. What is no JSON object stays as it is.
 *
 * @param width of the column that says where from
 */
export function renderLine({ timestamp, label, message }: LogLine, width: number): string {
  const start = `${new Date(timestamp).toISOString().slice(11, 23)}  ${label.padEnd(width)}  `;
  const text = message.trimEnd();
  const record = parse(text);
  if (!record) return `${start}${text}`;
  if (label === 'access') return `${start}${renderAccess(record)}`;
  const { type, record: platform } = record;
  if (typeof type === 'string' && type.startsWith('platform.'))
    return `${start}${'·'.padEnd(5)}  ${type.slice('platform.'.length)} ${renderMembers(flatten(platform))}`;
  const { time: _, timestamp: _at, level, message: said, stack, ...rest } = record;
  const line =
    `${start}${textOf(level).toLowerCase().padEnd(5)}  ${textOf(said)} ${renderMembers(rest)}`.trimEnd();
  return typeof stack === 'string' ? `${line}\n${stack}` : line;
}

const SHOWN = new Set(['status', 'method', 'route', 'ms', 'time']);

function renderAccess(record: Members): string {
  const { status, method, route, ms } = record;
  const named = Object.entries(record).filter(([name, value]) => !SHOWN.has(name) && value !== '-');
  const path = textOf(route).replace(/^[A-Z]+ /, '');
  return `${textOf(status).padEnd(5)}  ${textOf(method)} ${path} ${textOf(ms)} ms ${renderMembers(Object.fromEntries(named))}`;
}

function renderMembers(members: Members): string {
  return Object.entries(members)
    .map(
      ([name, value]) =>
        `${name}=${typeof value === 'string' && /^\S+$/.test(value) ? value : JSON.stringify(value)}`,
    )
    .join(' ');
}

/** Metrics of a platform record beside its other members. */
function flatten(record: unknown): Members {
  const { metrics = {}, ...rest } = (record ?? {}) as Members & { metrics?: Members };
  return { ...rest, ...metrics };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function parse(text: string): Members | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Members;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
