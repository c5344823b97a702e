import type { Parameters } from './parameters.ts';

/** Name of the file that holds for every stage, and of none. */
const DEFAULTS = 'default';

/**
 * Rejects a stage without a file in `infra/parameters`: a misspelt one would be a new stack with the defaults of all.
 *
 * @param files names of the files there, without `.yml`
 */
export function findUnknownStage(
  stage: string,
  files: readonly string[],
  { stageWithoutFile }: Parameters,
): readonly string[] {
  const stages = files.filter((name) => name !== DEFAULTS);
  if (stages.includes(stage) || (stageWithoutFile === 'on' && stage !== DEFAULTS)) return [];
  const known = new Intl.ListFormat('en', { style: 'long' }).format(stages.toSorted());
  return [
    `There is no infra/parameters/${stage}.yml, so the stage ${stage} is unknown. Stages with a file are ${known}. ` +
      'For a new stage, add that file, or pass --param stageWithoutFile=on.',
  ];
}
