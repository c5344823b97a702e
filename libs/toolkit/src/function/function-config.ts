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

/** What runs beside the built function while its samples are tried. */
export type SampleServices = Readonly<{
  /** Variables that tell the function where they are. */
  environment: Readonly<Record<string, string>>;
  /** Ends them. */
  close: () => void | Promise<void>;
}>;

/** What a function may do: a statement of an IAM policy that allows. What it names may refer to resources of the stack. */
export type Statement = Readonly<{
  /** Such as `s3:PutObject`; none has a wildcard. */
  actions: readonly string[];
  /** ARNs: texts, or what CloudFormation makes texts of, such as `{ 'Fn::GetAtt': ['Uploads', 'Arn'] }`. */
  resources: readonly unknown[];
  /** As IAM spells it. Default: none. */
  conditions?: Readonly<Record<string, unknown>>;
}>;

/** When EventBridge Scheduler invokes a function. */
export type Schedule = Readonly<{
  /**
   * `rate(5 minutes)`, or `cron(0 3 * * ? *)` in UTC.
   *
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  expression: string;
  /** The event. Default `{}`. */
  input?: unknown;
}>;

/**
 * What a function is: said once, in `function.config.ts` of its folder, and read by every command. All of it has a default.
 * Paths are relative to the folder.
 */
export type FunctionConfig = Readonly<{
  /**
   * `api` serves the routes of its root module behind the gateway; `worker` declares none and exports a plain
   * `(event, context)` handler, as `createWorker` makes it. Default `api`.
   */
  kind?: 'api' | 'worker';
  /**
   * Folder of the function whose HTTP API has the routes of this one too: `../api`. Gateway, authorizer, contract, document and access
   * table are those of that API. Default: an API of its own.
   */
  api?: string;
  /** Names `dist/<name>/` and `dist/<name>.zip`. Default: `api` for the API of the stack, else the name of the folder. */
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
  /**
   * Starts what samples need on a laptop and in a pipeline, such as a database on 127.0.0.1. Default: nothing, and a sample that
   * needs a database is replied to as if it were down.
   */
  startSampleServices?: () => Promise<SampleServices>;
  /** What the function may do beside writing its log. Default: nothing. */
  statements?: readonly Statement[];
  /** When a worker is invoked. Default: by nothing of the stack. */
  schedules?: readonly Schedule[];
  /**
   * Seconds that an invocation may take: of a worker up to 900, and 60 by default; of routes in the API of another function up to 29,
   * less than the 30 of the gateway, and by default what serverless.yml says of the API.
   */
  timeout?: number;
  /** MB of memory, 128 to 10240. Default: the parameter memoryMb, as of the API. */
  memoryMb?: number;
  /** Variables, besides those of identity and gateway, with which the function starts when it is built and described. */
  environment?: Readonly<Record<string, string>>;
  /** What a build may have at most, whatever was accepted. Default: `budget.json` alone, else 5 MiB, 1,500,000 bytes and 900 modules. */
  budget?: Partial<BudgetLimits>;
  /** Folder of what `npm run contract` writes. Default `generated`. */
  generated?: string;
  /** Folder of the released OpenAPI document and of what was acknowledged since. Default: `released` beside that of `generated`. */
  released?: string;
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
