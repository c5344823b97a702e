import type { ApiResponse } from '@lambda-nest/testing';
import type { Run } from './run.ts';

/**
 * Tells whether a sentence is true of what happened; `undefined` when nothing tells. `said` are the parts of the
 * sentence that its pattern captures, `sentence` is all of it.
 */
export type Judge = (run: Run, said: readonly string[], sentence: string) => boolean | undefined;

/** Sentences of cases by their wording, each with what makes it true. */
export type Judges = readonly (readonly [RegExp, Judge])[];

/** True when every response is so; nothing is known without responses. */
export const everyResponse =
  (judge: (response: ApiResponse, said: readonly string[]) => boolean): Judge =>
  ({ responses }, said) =>
    responses.length === 0 ? undefined : responses.every((response) => judge(response, said));

export const someResponse =
  (judge: (response: ApiResponse, said: readonly string[]) => boolean): Judge =>
  ({ responses }, said) =>
    responses.some((response) => judge(response, said));

/** What the interpretation of the case found out itself. */
export const fact =
  (name: string): Judge =>
  ({ facts }) =>
    facts.get(name);

export const ran =
  (pattern: RegExp): Judge =>
  (run) =>
    run.ran.some((name) => pattern.test(name));

export const hasHeader =
  (name: string, pattern: RegExp) =>
  ({ headers }: ApiResponse): boolean =>
    pattern.test(headers[name] ?? '');

/** All that a client receives, as one text. */
export function everythingOf({ headers, cookies, text }: ApiResponse): string {
  return JSON.stringify([headers, cookies]) + text;
}

export function isRepeated(run: Run, text: string): boolean {
  return run.output.includes(text) || run.responses.some((response) => everythingOf(response).includes(text));
}
