import type { AttackCases, Given } from './attack-case.ts';
import type { TokenReader } from './read-token.ts';
import type { Run } from './run.ts';

/** Everything an interpretation may ask of its surroundings. */
export type Scene = Readonly<{
  run: Run;
  given: Given;
  tokens: TokenReader;
  cases: AttackCases;
  hosts: readonly string[];
}>;

/** Does what a case describes, and leaves in `run` what came of it. */
export type Interpretation = (scene: Scene) => Promise<void>;

/** Interpretations of cases whose description is prose, by the case's number. */
export type Interpretations = Readonly<Record<string, Interpretation>>;
