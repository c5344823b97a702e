import { listSurvivors, scoreOf, type Report, type Score, type Survivor } from './mutant.ts';

/** Why some changes may go unnoticed: an entry of `survivors.json`. */
export type Explanation = Readonly<{ why: string; mutants: readonly Survivor[] }>;

export type Judgement = Readonly<{
  score: Score;
  unexplained: readonly Survivor[];
  /** Explained as survivors of this library, and none any more. */
  outdated: readonly Survivor[];
}>;

/** Percent of the changes to a library that its tests notice, at least. */
export const MIN_PERCENT = 90;

/** Holds the report of one library against what is explained. */
export function judgeReport(lib: string, report: Report, explanations: readonly Explanation[]): Judgement {
  const survivors = listSurvivors(report);
  const explained = explanations.flatMap(({ mutants }) => mutants);
  return {
    score: scoreOf(report),
    unexplained: survivors.filter((survivor) => !explained.includes(survivor)),
    outdated: explained.filter(
      (survivor) => survivor.startsWith(`libs/${lib}/`) && !survivors.includes(survivor),
    ),
  };
}
