import type { Secret } from './secret.ts';

/** What a rule found out about a value. */
type Checked = Readonly<{ value: unknown; issues?: undefined }> | Readonly<{ issues: readonly unknown[] }>;

/**
 * A rule of any library that speaks Standard Schema, such as valibot, zod and arktype; it must be synchronous.
 *
 * @see https://standardschema.dev
 */
export type Rule<Output = unknown> = Readonly<{
  '~standard': Readonly<{
    validate: (value: unknown) => Checked | Promise<Checked>;
    types?: Readonly<{ input: unknown; output: Output }> | undefined;
  }>;
}>;

/** A variable of an application's own. */
export type Variable = Readonly<{
  /**
   * What its text must be, and what becomes of it. It is asked about `undefined` when the variable is unset and has no default:
   * a rule that takes that makes the variable optional.
   */
  rule: Rule;
  /** What it is for, as a sentence. */
  description: string;
  /** A text that the rule takes and that is no secret: builds, tests and `npm start` use it. */
  example: string;
  /** The text that an unset variable counts as. Default: none. */
  default?: string;
  /**
   * Whether its value may stand in no template, zip or log; it has no default then. `'deploy'`, or `true`: CloudFormation reads it
   * where it is kept when it deploys, and it is a variable of the function. `'run'`: the function reads it when it first needs it, and
   * is given a {@link Secret}; its variable says where it is kept. Default `false`.
   */
  secret?: boolean | 'deploy' | 'run';
}>;

export type Variables = Readonly<Record<string, Variable>>;

/** The value of each variable, as its rule gives it; of a secret that is read at run time, what reads it. */
export type ValuesOf<Declared extends Variables> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Readonly<{ secret: 'run' }>
    ? Secret<OutputOf<Declared[Name]['rule']>>
    : OutputOf<Declared[Name]['rule']>;
};

type OutputOf<Of extends Rule> = NonNullable<Of['~standard']['types']>['output'];

/** A class whose instance holds the values of variables. Nest injects it by its type. */
export type EnvClass = {
  new (values: never): object;
  readonly variables: Variables;
};

/** The same of variables that are known. */
export type EnvClassOf<Declared extends Variables> = {
  new (values: ValuesOf<Declared>): ValuesOf<Declared>;
  readonly variables: Declared;
};

/** Thrown when variables are declared unsoundly; lists everything at once. */
export class EnvDeclarationError extends Error {
  readonly code = 'ENV_DECLARATION_INVALID';

  constructor(problems: readonly string[]) {
    super(`The variables are not declared soundly:\n${problems.map((one) => `  - ${one}`).join('\n')}`);
    this.name = 'EnvDeclarationError';
  }
}

/** Lambda sets these itself, or rejects them. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED = /^(?:AWS_|LAMBDA_|_)/;
const NAME = /^[A-Z][A-Z0-9_]*$/;

/**
 * Declares the variables of an application, once. From the declaration follow the typed values, the parameters of the stack
 * and their checks, the environment of builds and tests, and the table for people.
 *
 * @example
 * export class Env extends defineEnv({
 *   ORDERS_URL: {
 *     rule: v.pipe(v.string(), v.url()),
 *     description: 'Where orders are sent.',
 *     example: 'https://orders.example.com',
 *   },
 * }) {}
 *
 * @throws EnvDeclarationError when a name cannot be a variable's, or an example or a default breaks its rule
 */
export function defineEnv<const Declared extends Variables>(variables: Declared): EnvClassOf<Declared> {
  const problems = Object.entries(variables).flatMap(([name, variable]) => findProblems(name, variable));
  if (problems.length > 0) throw new EnvDeclarationError(problems);
  return class {
    static readonly variables = variables;

    constructor(values: ValuesOf<Declared>) {
      Object.assign(this, values);
    }
  } as unknown as EnvClassOf<Declared>;
}

function findProblems(
  name: string,
  { rule, example, default: otherwise, secret }: Variable,
): readonly string[] {
  const problems = [
    !NAME.test(name) && 'must be made of capital letters, digits and underscores',
    RESERVED.test(name) && 'is a name that Lambda keeps for itself. Choose another',
    !passes(rule, example) && 'has an example that its rule rejects',
    otherwise !== undefined && !passes(rule, otherwise) && 'has a default that its rule rejects',
    isSecret({ secret }) &&
      otherwise !== undefined &&
      'is secret, and a default would be in the code. Remove it',
  ];
  return problems.flatMap((problem) => (problem === false ? [] : [`${name} ${problem}.`]));
}

/** Whether a variable is secret, read at the start or at run time. */
export function isSecret({ secret = false }: Pick<Variable, 'secret'>): boolean {
  return secret !== false;
}

/** Whether a rule takes a text, or, of `undefined`, that there is none. */
export function passes(rule: Rule, text: string | undefined): boolean {
  return check(rule, text).issues === undefined;
}

/**
 * What a rule makes of a text.
 *
 * @throws TypeError when the rule is asynchronous
 */
export function check(rule: Rule, text: string | undefined): Checked {
  const checked = rule['~standard'].validate(text);
  if (checked instanceof Promise)
    throw new TypeError('A rule of a variable must be synchronous. Read what it asks for later.');
  return checked;
}

/** The example of each variable: with them an application starts where nothing is real. */
export function exampleEnvironment(variables: Variables): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(variables).map(([name, { example }]) => [name, example]));
}
