/** Stryker's plugin for Jest as `jest-covering`: the same, but for the spec files it opens. */
import { openCoveringSpecs, type Runner } from './open-covering-specs.ts';

type Factory = ((...dependencies: unknown[]) => Runner) & { inject: readonly string[] };
type JestPlugin = Readonly<{
  strykerPlugins: readonly [Readonly<{ factory: Factory; kind: string }>];
  strykerValidationSchema: object;
}>;

// Installed when it is needed, and unknown to this package's types.
const file = new URL('node_modules/@stryker-mutator/jest-runner/dist/src/index.js', import.meta.url);
const jest = (await import(file.href)) as JestPlugin;
const [{ factory, kind }] = jest.strykerPlugins;

const createRunner = (...dependencies: unknown[]): Runner =>
  openCoveringSpecs(factory(...dependencies), process.env.MUTATION_TESTS ?? '');

export const strykerPlugins = [
  { kind, name: 'jest-covering', factory: Object.assign(createRunner, { inject: factory.inject }) },
];
export const { strykerValidationSchema } = jest;
