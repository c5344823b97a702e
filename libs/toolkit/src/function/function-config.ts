import type { BudgetLimits } from './budget-limits.ts';
import type { ContractSettings } from './contract-settings.ts';

/** A request that the built function is tried with: what it runs and reads then is in the code cache and laid out first. */
export type HttpSample = Readonly<{
  /** Default `GET`. */
  method?: string;
  /** As callers know it, without the stage: `/v1/orders`. */
  path: string;
  /** Roles in the token of the caller, which the stand-in for the provider signs. Default: no token. */
  roles?: readonly string[];
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Status that it must have. Default 200. */
  status?: number;
}>;

/** An event of another kind, for a function that no gateway calls; it must not reject. */
export type EventSample = Readonly<{ event: unknown }>;

export type Sample = HttpSample | EventSample;

/**
 * What a function is: said once, in `function.config.ts` of its folder, and read by every command. All of it has a default.
 * Paths are relative to the folder.
 */
export type FunctionConfig = Readonly<{
  /** Names `dist/<name>/` and `dist/<name>.zip`. Default: the name of the folder. */
  name?: string;
  /** Module that exports `handler`. Default `src/lambda.ts`; where there is none, one that serves the root module. */
  entry?: string;
  /**
   * Module that exports the root module: as `AppModule`, or as Nest names the class of such a file. Default `src/app.module.ts`, else
   * `src/<name of the folder>.module.ts` with, say, `WorkerModule`.
   */
  module?: string;
  contract?: Partial<ContractSettings>;
  /** Default: none, and the code cache holds what INIT runs. */
  samples?: readonly Sample[];
  /** Variables, besides those of identity and gateway, with which the function starts when it is built and described. */
  environment?: Readonly<Record<string, string>>;
  /** What a build may have at most, whatever was accepted. Default: `budget.json` alone, else 5 MiB, 1,500,000 bytes and 900 modules. */
  budget?: Partial<BudgetLimits>;
  /** Folder of what `npm run contract` writes. Default `generated`. */
  generated?: string;
  /** File of the access table for people. Default `ACCESS.md`. */
  accessTable?: string;
  /** File for the types of a typed client, made from the OpenAPI document. Default: none. */
  clientTypes?: string;
  /** File of the table of variables for people, which is written when there are any. Default `VARIABLES.md`. */
  variablesTable?: string;
}>;

/** Describes a function; there for its type. */
export function defineFunction(config: FunctionConfig): FunctionConfig {
  return config;
}
