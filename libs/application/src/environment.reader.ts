import { isLoopback } from '@lambda-nest/identity';

/** Environment variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One thing wrong with the environment: which variable, what was expected, what to do. Never holds a value. */
export type EnvironmentProblem = Readonly<{ variable: string; problem: string }>;

/**
 * Reads variables one by one and collects what is wrong with them, so that all of it is reported at once. White space
 * around a value is ignored; an empty value counts as unset.
 */
export class EnvironmentReader {
  readonly problems: EnvironmentProblem[] = [];
  /** Every variable that was asked for, set or not. */
  readonly asked = new Set<string>();
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  reject(variable: string, problem: string): undefined {
    this.problems.push({ variable, problem });
  }

  /** The value as it stands, white space and all. */
  raw(variable: string): string | undefined {
    this.asked.add(variable);
    return this.#environment[variable];
  }

  text(variable: string): string | undefined {
    const value = this.raw(variable)?.trim();
    return value === '' ? undefined : value;
  }

  required(variable: string, expected: string): string {
    return this.text(variable) ?? this.reject(variable, `is not set. Set it to ${expected}.`) ?? '';
  }

  matching(variable: string, pattern: RegExp, expected: string): string | undefined {
    const value = this.text(variable);
    if (value === undefined || pattern.test(value)) return value;
    return this.reject(variable, `is not ${expected}.`);
  }

  oneOf<const Choice extends string>(
    variable: string,
    choices: readonly Choice[],
    otherwise: Choice,
  ): Choice {
    const value = this.text(variable);
    if (value === undefined) return otherwise;
    const choice = choices.find((name) => name === value);
    if (choice === undefined) this.reject(variable, `must be one of ${choices.join(', ')}.`);
    return choice ?? otherwise;
  }

  integer(
    variable: string,
    { least, most, otherwise }: { least: number; most: number; otherwise: number },
  ): number {
    const value = this.text(variable);
    if (value === undefined) return otherwise;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.reject(variable, `must be a whole number from ${least} to ${most}.`);
    return otherwise;
  }

  list(variable: string): readonly string[] {
    const value = this.text(variable);
    if (value === undefined) return [];
    const items = value.split(',').map((item) => item.trim());
    if (items.includes('')) this.reject(variable, 'has an empty entry. Separate entries with single commas.');
    return items.filter(Boolean);
  }

  /** An absolute URL without credentials, query or fragment, or `undefined` after rejecting it. */
  url(
    variable: string,
    { isHttpAllowed, httpHint }: { isHttpAllowed: boolean; httpHint: string },
  ): string | undefined {
    const value = this.text(variable);
    if (value === undefined) return undefined;
    const url = URL.parse(value);
    if (!url || url.username || url.password || url.search || url.hash) {
      return this.reject(variable, 'must be an absolute https URL without credentials, query or fragment.');
    }
    const isHttp = url.protocol === 'http:' && isLoopback(url.hostname) && isHttpAllowed;
    if (url.protocol !== 'https:' && !isHttp)
      return this.reject(variable, `must be an https URL${httpHint}.`);
    return value;
  }

  names(): readonly string[] {
    return Object.keys(this.#environment).filter((name) => this.#environment[name]?.trim());
  }
}
