import { load } from 'js-yaml';

/** A command of a workflow, as GitHub runs it: by `bash -e`, with variables of its own. */
export type Step = Readonly<{ run: string; env: Readonly<Record<string, string>> }>;

type Workflow = { jobs: Record<string, { steps: { run?: string; env?: Record<string, string> }[] }> };

/**
 * The commands of a workflow, by job, in the order in which both are written.
 *
 * @param secrets by name; one that is not among them is empty, as on GitHub
 */
export function readWorkflow(
  text: string,
  secrets: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, readonly Step[]> {
  const { jobs } = load(text) as Workflow;
  const fill = (value: string): string =>
    value.replaceAll(/\$\{\{ secrets\.(\w+) \}\}/g, (_whole, name: string) => secrets[name] ?? '');
  return new Map(
    Object.entries(jobs).map(([job, { steps }]) => [
      job,
      steps.flatMap(({ run, env = {} }) =>
        run === undefined
          ? []
          : [
              {
                run,
                env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)])),
              },
            ],
      ),
    ]),
  );
}
