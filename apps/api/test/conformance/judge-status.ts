import type { Exchange } from './run.ts';

type Expected = readonly (number | string)[] | string;

/** Words for outcomes that are no status, and the outcome each stands for. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^throws .*returns false$/, 'closed'],
  [/^same decision/, 'same'],
  [/^401 or on the allow list$/, 'as declared'],
  [/^the documented default is used$/, 'default'],
  [/^the safe value$/, 'safe'],
  [/^access-control-allow-credentials absent$/, 'without credentials'],
  [/^127\.0\.0\.1 or ::1$/, 'loopback'],
];

/**
 * Whether what came of the exchanges is expected: each is one of a list (`4xx` for all of them), or all of them in order
 * are a sequence such as `401 then 403, 403` or `400 … then 429`.
 */
export function isExpected(expected: Expected, exchanges: readonly Exchange[]): boolean {
  const outcomes = exchanges.map(({ outcome }) => outcome);
  const alternatives = [expected].flat();
  const singles = alternatives.filter((item) => !isSequence(item));
  const isEachExpected =
    singles.length > 0 && outcomes.every((outcome) => singles.some((item) => isOne(item, outcome)));
  return outcomes.length > 0 && (isEachExpected || alternatives.some((item) => isInOrder(item, outcomes)));
}

function isSequence(item: number | string): boolean {
  return (
    (String(item).match(/\b\d{3}\b/g) ?? []).length > 1 && !WORDS.some(([words]) => words.test(String(item)))
  );
}

function isOne(item: number | string, outcome: number | string): boolean {
  const word = WORDS.find(([words]) => words.test(String(item)))?.[1];
  if (word !== undefined) return outcome === word;
  if (/^[45]xx$/.test(String(item))) return String(outcome).startsWith(String(item).charAt(0));
  return String(item) === String(outcome);
}

function isInOrder(item: number | string, outcomes: readonly (number | string)[]): boolean {
  if (!isSequence(item)) return false;
  const wanted = (String(item).match(/\b\d{3}\b/g) ?? []).map(Number);
  if (!String(item).includes('...')) return wanted.join() === outcomes.join();
  const changes = outcomes.filter((outcome, index) => outcome !== outcomes[index - 1]);
  return wanted.join() === changes.join();
}
