import type { EnvironmentReader } from './environment.reader.ts';

/** When deployed: nothing may be redirected to an emulator, which checks no password and no signature. */
export function rejectEmulators(read: EnvironmentReader): void {
  for (const name of read.names()) {
    if (/EMULATOR/.test(name))
      read.reject(name, 'redirects to an emulator, which is for RUNTIME=LOCAL alone. Unset it.');
  }
}

/** Anywhere: what would switch a check off without a word. */
export function rejectDangers(read: EnvironmentReader): void {
  if (read.text('NODE_TLS_REJECT_UNAUTHORIZED') === '0') {
    read.reject('NODE_TLS_REJECT_UNAUTHORIZED', 'lets any server pass for the identity provider. Unset it.');
  }
}

/** Shorter names are too easily like another program's. */
const MIN_LENGTH = 8;
const MAX_EDITS = 2;

/**
 * Reports variables that are one or two letters away from one that is known and not set: a misspelt
 * `AUTH_PASSWORD_FLOW=off` would leave the password flow on. Call it once every variable was read.
 */
export function rejectMisspellings(read: EnvironmentReader): void {
  const set = read.names();
  const unset = [...read.asked].filter((name) => name.length >= MIN_LENGTH && !set.includes(name));
  for (const name of set) {
    if (read.asked.has(name)) continue;
    const meant = unset.find((known) => mayBe(name, known) && countEdits(name, known) <= MAX_EDITS);
    if (meant !== undefined) read.reject(name, `is not known here. Did you mean ${meant}?`);
  }
}

/** Two edits leave one third of a name as it was: a look at the thirds, at every start, spares counting nearly always. */
function mayBe(name: string, known: string): boolean {
  if (Math.abs(name.length - known.length) > MAX_EDITS) return false;
  const third = Math.ceil(known.length / 3);
  return [0, third, 2 * third].some((from) => name.includes(known.slice(from, from + third)));
}

/** Letters to insert, remove or replace to make one name of another. */
function countEdits(name: string, known: string): number {
  let row = Array.from({ length: known.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...name].entries()) {
    const next = [at + 1];
    for (const [index, other] of [...known].entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
