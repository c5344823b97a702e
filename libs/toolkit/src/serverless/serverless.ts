import type { Template } from '../template/template.ts';

/** The parts of osls that the plugin touches. */
export type Serverless = {
  /** What each file in `infra/parameters` says; null when it says nothing. */
  configurationInput: {
    params: Readonly<Record<string, Readonly<Record<string, unknown>> | null | undefined>>;
    /** As serverless.yml has them. */
    functions?: unknown;
  };
  processedInput: {
    commands: readonly string[];
    options: { param?: readonly string[]; stage?: string; region?: string; package?: string };
    isHelpRequest?: boolean;
  };
  service: {
    /** Its name. */
    service: string;
    provider: {
      compiledCloudFormationTemplate: Template;
      tags: Readonly<Record<string, string>>;
      stage: string;
      region: string;
    };
    functions: { api: CompiledFunction } & Readonly<Record<string, CompiledFunction>>;
  };
  classes: { Error: new (message: string, code: string) => Error };
  getProvider: (name: 'aws') => {
    getStage: () => string;
    getRegion: () => string;
    /** What a client of the AWS SDK is made with, credentials included. */
    getAwsSdkV3Config: () => Promise<object>;
    naming: { getStackName: () => string };
  };
};

/** What osls hands a plugin to speak with. */
export type Utilities = {
  log: { notice: (text: string) => void; warning: (sentence: string) => void };
};

export type CompiledFunction = {
  /** Where the zip is, relative to the service. */
  package: { artifact: string };
  /** Variables; `null` for those that are left out. */
  environment?: Readonly<Record<string, unknown>>;
  /** Of a function behind the gateway, its routes. */
  events?: readonly { httpApi?: { method: string; path: string } }[];
  /** What osls points the gateway at instead of the function itself. */
  targetAlias?: { name: string; logicalId: string };
  /** Set when the function is compiled. */
  versionLogicalId?: string;
};
