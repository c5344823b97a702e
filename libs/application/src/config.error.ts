import type { EnvironmentProblem } from './environment.reader.ts';

/** Thrown at start with every problem of the environment at once. Holds no value of any variable. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly problems: readonly EnvironmentProblem[];

  constructor(problems: readonly EnvironmentProblem[], remark = '') {
    const list = problems.map(({ variable, problem }) => `  - ${variable} ${problem}`);
    super(
      `The environment is not fit to start with:\n${list.join('\n')}\n${remark}` +
        'Potential solutions: the README lists every variable; .env.development has values that work on a laptop.',
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
