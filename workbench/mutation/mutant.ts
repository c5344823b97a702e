/** One change to the source, and whether a test noticed. Part of Stryker's report. */
type ReportedMutant = {
  mutatorName: string;
  replacement?: string;
  status: string;
  location: { start: Position; end: Position };
};
type Position = { line: number; column: number };

export type Report = { files: Record<string, { source: string; mutants: ReportedMutant[] }> };

/** A change that no test noticed, written so that it is found again when lines have moved. */
export type Survivor = string;

export type Score = Readonly<{ killed: number; survived: number; percent: number }>;

/** Characters that are shown around a change, to tell it from others like it. */
const CONTEXT = 40;

const KILLED = new Set(['Killed', 'Timeout']);
const SURVIVED = new Set(['Survived', 'NoCoverage']);

/** How many changes were noticed; those that do not compile or were ignored do not count. */
export function scoreOf({ files }: Report): Score {
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const killed = mutants.filter(({ status }) => KILLED.has(status)).length;
  const survived = mutants.filter(({ status }) => SURVIVED.has(status)).length;
  return { killed, survived, percent: Math.round((killed / (killed + survived)) * 1000) / 10 };
}

/**
 * The report without its survivors, so that all of them are tried again: Stryker takes one in a constant, which no test runs
 * in particular, for a survivor still, though a test was added that notices it.
 */
export function forgetSurvivors(report: Report): Report {
  const files = Object.entries(report.files).map(([name, file]) => {
    return [name, { ...file, mutants: file.mutants.filter(({ status }) => !SURVIVED.has(status)) }] as const;
  });
  return { ...report, files: Object.fromEntries(files) };
}

/** Every change that was not noticed, once. */
export function listSurvivors({ files }: Report): readonly Survivor[] {
  const survivors = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => SURVIVED.has(status))
      .map((mutant) => `${file}: ${describeChange(source.split('\n'), mutant)}`),
  );
  return [...new Set(survivors)];
}

/** The change within its line: `if (⟦a > 1 → true⟧) {`. */
function describeChange(lines: string[], { location, replacement = '' }: ReportedMutant): string {
  const { start, end } = location;
  const first = lines[start.line - 1] ?? '';
  const last = lines[end.line - 1] ?? '';
  const inner = lines.slice(start.line - 1, end.line);
  inner[inner.length - 1] = last.slice(0, end.column - 1);
  inner[0] = (inner[0] ?? '').slice(start.column - 1);
  const before = first.slice(0, start.column - 1).trimStart();
  const after = last.slice(end.column - 1).trimEnd();
  const [from, to] = excerpt(toLine(inner.join(' ')), toLine(replacement));
  return `${before.slice(-CONTEXT)}⟦${from} → ${to}⟧${after.slice(0, CONTEXT)}`;
}

/** Two long texts around the place where they differ. */
function excerpt(from: string, to: string): [from: string, to: string] {
  let same = 0;
  while (same < from.length && from[same] === to[same]) same += 1;
  const start = same > CONTEXT ? same - CONTEXT / 2 : 0;
  const cut = (text: string): string => {
    const rest = (start > 0 ? '…' : '') + text.slice(start);
    return rest.length > 2 * CONTEXT ? `${rest.slice(0, 2 * CONTEXT)}…` : rest;
  };
  return [cut(from), cut(to)];
}

function toLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
