import type { Template } from '../template/template.ts';

/** The parts of osls that the plugin touches. */
export type Serverless = {
  configurationInput: { params?: Record<string, Record<string, unknown> | undefined> };
  processedInput: { commands: readonly string[]; options: { param?: readonly string[] } };
  service: {
    provider: { compiledCloudFormationTemplate: Template };
    functions: { api: ApiFunction };
  };
  classes: { Error: new (message: string, code: string) => Error };
  getProvider: (name: 'aws') => { getStage: () => string };
};

export type ApiFunction = {
  /** What osls points the gateway at instead of the function itself. */
  targetAlias?: { name: string; logicalId: string };
  /** Set when the function is compiled. */
  versionLogicalId?: string;
};
