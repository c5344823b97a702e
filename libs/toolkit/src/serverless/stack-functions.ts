import { describesApi } from '../function/describes-api.ts';
import { loadFunction, type FunctionDescription } from '../function/load-function.ts';
import { mergeVariables, type MergedVariables } from './merge-variables.ts';

/** A function by its name in serverless.yml. */
export type NamedFunction = readonly [key: string, described: FunctionDescription];

/** The functions of a stack, as their folders describe them. */
export class StackFunctions {
  /** By their names in serverless.yml. */
  readonly #folders: Readonly<Record<string, string>>;

  constructor(folders: Readonly<Record<string, string>>) {
    this.#folders = folders;
  }

  get folders(): readonly string[] {
    return Object.values(this.#folders);
  }

  async load(): Promise<readonly NamedFunction[]> {
    const functions: NamedFunction[] = [];
    for (const [key, folder] of Object.entries(this.#folders))
      functions.push([key, await loadFunction(folder)]);
    return functions;
  }

  /** Those behind the gateway, that which describes the API first. */
  async loadServing(): Promise<readonly NamedFunction[]> {
    return (await this.load())
      .filter(([, { kind }]) => kind === 'api')
      .toSorted(([, one], [, other]) => Number(describesApi(other)) - Number(describesApi(one)));
  }

  /** Those whose zips lie beside that of the API. */
  async loadOthers(): Promise<readonly FunctionDescription[]> {
    return (await this.load()).flatMap(([, one]) => (describesApi(one) ? [] : [one]));
  }

  async loadVariables(): Promise<MergedVariables> {
    return mergeVariables((await this.load()).map(([, { variables }]) => variables));
  }
}
