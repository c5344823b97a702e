import type { AttackCase, AttackCases, Given } from './attack-case.ts';
import type { TokenReader } from './read-token.ts';
import type { Run } from './run.ts';

/** Everything an interpretation may ask of its surroundings. */
export type Scene = Readonly<{
  run: Run;
  attack: AttackCase;
  given: Given;
  tokens: TokenReader;
  cases: AttackCases;
  /** Hosts that were asked for in vain. */
  hosts: readonly string[];
}>;

/**
 * Does what a case describes, and leaves in `run` what came of it.
 *
 * @throws Unread of words that say something else than those known here
 */
export type Interpretation = (scene: Scene) => Promise<void>;

/** Whether the words of a case stand in one of its members, or in its title. */
export function says({ attack, given }: Scene, pattern: RegExp): boolean {
  return pattern.test(
    [
      attack.title,
      ...Object.values(given).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    ].join('\n'),
  );
}

/** Whether a case wants or forbids something. */
export function wants({ attack: { expect } }: Scene, pattern: RegExp): boolean {
  return [...[expect.status].flat().map(String), ...(expect.must ?? []), ...(expect.mustNot ?? [])].some(
    (one) => pattern.test(one),
  );
}
