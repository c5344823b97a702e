import type { ContractSettings } from '../function/contract-settings.ts';
import { loadFunction } from '../function/load-function.ts';
import { hashContract } from '../package/stamp.ts';
import { checkArtifact, type CheckedArtifact } from './check-artifact.ts';
import { localGoogleCredentials } from './local-google-credentials.ts';
import type { Parameters } from './parameters.ts';
import { readGoogleCredentials } from './read-google-credentials.ts';
import { readParameters } from './read-parameters.ts';
import { readRouteThrottles } from './route-throttles.ts';
import type { Serverless } from './serverless.ts';

/** What one invocation of osls is about: its command, its stage, its parameters, and what they name. */
export class Invocation {
  readonly #serverless: Serverless;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  #artifact?: CheckedArtifact;

  /** @param environment variables of the shell that osls was started in */
  constructor(serverless: Serverless, environment: Readonly<Record<string, string | undefined>>) {
    this.#serverless = serverless;
    this.#environment = environment;
  }

  /** As it was typed: `deploy`, `deploy function`. */
  get command(): string {
    return this.#serverless.processedInput.commands.join(' ');
  }

  /** Whether it deploys what was packaged before, by `--package`. */
  get isPackaged(): boolean {
    return this.#serverless.processedInput.options.package !== undefined;
  }

  get stage(): string {
    return this.#serverless.getProvider('aws').getStage();
  }

  /** Of the stack: service and stage. */
  get stackName(): string {
    return `${this.#serverless.service.service}-${this.stage}`;
  }

  get parameters(): Parameters {
    return readParameters(this.#serverless, this.stage);
  }

  /** The zip that the parameter `artifact` names, read once. */
  get artifact(): CheckedArtifact {
    return (this.#artifact ??= checkArtifact(this.parameters, hashContract()));
  }

  /** JSON text of Google's configuration: what the parameters name, or what a deployment to this machine may use. */
  get googleCredentials(): string | null {
    const { parameters } = this;
    return readGoogleCredentials(parameters).text ?? localGoogleCredentials(parameters, this.#environment);
  }

  /** What function.config.ts says of the contract, with the limits of single routes that this deployment has. */
  async readContract(): Promise<ContractSettings> {
    const { contract } = await loadFunction();
    return { ...contract, throttled: { ...contract.throttled, ...readRouteThrottles(this.parameters) } };
  }
}
