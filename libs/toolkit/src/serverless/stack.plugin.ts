import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import { architectureOf } from '../package/architecture-of.ts';
import { isScriptError } from '../package/run-script.ts';
import { STACK_FOLDER } from '../stack/stack-folder.ts';
import { buildFunctions } from './build-functions.ts';
import { finishTemplate } from './finish-template.ts';
import { completeFunctions } from './complete-functions.ts';
import { describeAccountCheck } from './describe-account-check.ts';
import { describeFunction } from './describe-function.ts';
import { describeRouteScopes } from './describe-route-scopes.ts';
import { describeStack, type Stack } from './describe-stack.ts';
import { findStackViolations } from './find-stack-violations.ts';
import { findConfigurationViolations } from './find-configuration-violations.ts';
import { findDeploymentViolations } from './find-deployment-violations.ts';
import { hideSwitchedOff } from './hide-switched-off.ts';
import { Invocation } from './invocation.ts';
import { ALIAS, makeAliases } from './make-aliases.ts';
import { prepareComparison } from './prepare-comparison.ts';
import type { Serverless, Utilities } from './serverless.ts';
import { readStackFolders } from './stack-folders.ts';
import { StackFunctions } from './stack-functions.ts';
import { takeLocalCredentials } from './take-local-credentials.ts';

/** What osls hands on with a reference by `${function:…}`. */
type FunctionReference = Readonly<{
  address: string;
  resolveConfigurationProperty: (keys: readonly string[]) => Promise<unknown>;
}>;

/** Commands of osls that put code up where no caller reaches it. */
const POINTLESS = new Set(['deploy function', 'rollback function']);

/**
 * What osls does not do of itself when it packages: check the parameters, build the zip, publish an alias, and reject a
 * template that is not what the code declares. Here stands when each happens.
 */
export default class StackPlugin {
  readonly hooks: Readonly<Record<string, () => void | Promise<void>>>;
  /** What `${stack:…}` and `${function:<folder>}` in serverless.yml stand for. */
  readonly configurationVariablesSources = {
    stack: {
      resolve: ({ address }: { address: keyof Stack | 'folder' }) => ({
        value: address === 'folder' ? STACK_FOLDER : this.#describeStack()[address],
      }),
    },
    function: {
      resolve: async ({ address, resolveConfigurationProperty }: FunctionReference) => ({
        value: await this.#describeFunction(address, String(await resolveConfigurationProperty(['service']))),
      }),
    },
  };
  readonly #serverless: Serverless;
  readonly #invocation: Invocation;
  readonly #functions: StackFunctions;
  readonly #warn: (sentence: string) => void;
  readonly #say: (text: string) => void;

  /** @param options of the command, shared with osls and its other plugins */
  constructor(serverless: Serverless, options: { force?: boolean } = {}, utilities?: Utilities) {
    this.#serverless = serverless;
    this.#invocation = new Invocation(serverless, process.env);
    // Read before osls puts what serverless.yml refers to in its place.
    this.#functions = new StackFunctions(readStackFolders(serverless.configurationInput.functions));
    this.#warn = (sentence) => utilities?.log.warning(sentence);
    this.#say = (text) => utilities?.log.notice(text.trimEnd());
    this.hooks = {
      'before:package:createDeploymentArtifacts': () => this.#build(),
      'before:package:compileFunctions': () => this.#completeFunctions(),
      'after:package:compileFunctions': () => this.#addAliases(),
      'after:aws:package:finalize:stripNullPropsFromTemplateResources': () => this.#completeTemplate(),
      // Before the first call that changes anything.
      'before:deploy:deploy': async () =>
        this.#reject(await findDeploymentViolations(this.#serverless, this.#warn)),
      'before:aws:deploy:deploy:checkForChanges': () => prepareComparison(this.#serverless, options),
      'before:aws:info:displayEndpoints': () =>
        hideSwitchedOff(
          this.#serverless.service.functions,
          readExpectedRoutes(),
          this.#invocation.parameters,
        ),
    };
  }

  /** Before osls compares the configuration with its schema, which has no sentences for ours. */
  async asyncInit(): Promise<void> {
    const { processedInput, configurationInput } = this.#serverless;
    if (processedInput.isHelpRequest) return;
    Object.assign(process.env, takeLocalCredentials(process.env));
    const { command, isPackaged } = this.#invocation;
    if (POINTLESS.has(command)) {
      this.#reject([
        `serverless ${command} changes what no caller reaches: the gateway invokes the alias ${ALIAS}, which stands ` +
          'for a published version. Use serverless deploy; infra/README.md tells how to go back.',
      ]);
    }
    if (command !== 'package' && command !== 'deploy') return;
    const stages = Object.keys(configurationInput.params);
    this.#reject(await findConfigurationViolations(this.#invocation, this.#functions, stages));
    if (!isPackaged) this.#announce(command === 'deploy');
  }

  /** What an operator should know of a configuration that is right. */
  #announce(isDeploy: boolean): void {
    const { parameters } = this.#invocation;
    const routes = readExpectedRoutes();
    const scoped = describeRouteScopes(parameters, routes);
    if (scoped !== undefined) this.#say(scoped);
    const warning = describeAccountCheck(parameters, routes);
    if (warning !== undefined && isDeploy && this.#invocation.googleCredentials === null) this.#warn(warning);
  }

  #describeStack(): Stack {
    const { parameters, artifact, googleCredentials, stackName } = this.#invocation;
    const packagedFor = artifact.stamp?.architecture ?? architectureOf(process.arch);
    return describeStack(parameters, { packagedFor, googleCredentials, stackName });
  }

  async #describeFunction(folder: string, service: string): Promise<object> {
    const { stage, parameters } = this.#invocation;
    const names = { service, stage, artifact: parameters['artifact'] };
    const described = await describeFunction(folder, this.#functions, names);
    if (described !== undefined) return described;
    throw this.#rejection([
      `\${function:${folder}} in serverless.yml must be all that is said of the function, and its function.config.ts must say what it is: ` +
        "kind: 'worker', or api: '../api' where it adds routes to that API.",
    ]);
  }

  async #build(): Promise<void> {
    if (this.#invocation.parameters['artifact']) return;
    const functions = (await this.#functions.load()).map(([, described]) => described);
    try {
      this.#say(await buildFunctions(functions));
    } catch (error) {
      if (!isScriptError(error)) throw error;
      throw this.#rejection([error.message]);
    }
  }

  async #completeFunctions(): Promise<void> {
    const { functions } = this.#serverless.service;
    completeFunctions(functions, await this.#functions.load(), this.#invocation.parameters);
  }

  async #addAliases(): Promise<void> {
    const { provider, functions } = this.#serverless.service;
    const serving = await this.#functions.loadServing();
    const added = makeAliases(functions, serving, this.#invocation.parameters);
    Object.assign(provider.compiledCloudFormationTemplate.Resources, added);
  }

  async #completeTemplate(): Promise<void> {
    const { service } = this.#serverless;
    const template = await finishTemplate(service, this.#invocation, this.#functions);
    service.provider.compiledCloudFormationTemplate = template;
    this.#reject(await findStackViolations(template, this.#invocation, this.#functions));
  }

  #reject(violations: readonly string[]): void {
    if (violations.length > 0) throw this.#rejection(violations);
  }

  #rejection(violations: readonly string[]): Error {
    return new this.#serverless.classes.Error(violations.join('\n'), 'STACK_REJECTED');
  }
}
