import type { Rehearsal } from './rehearsal.ts';

/** Part of a rehearsal; the later ones go on from where the earlier ones ended. */
export type Scenario = Readonly<{
  /** What is proven, as a fact. */
  name: string;
  /** Throws when it does not hold; gives what was measured, in a line. */
  run(rehearsal: Rehearsal): Promise<string>;
}>;
