import type { ContractSettings } from '../function/contract-settings.ts';
import { describesApi } from '../function/describes-api.ts';
import { DEFAULT_FUNCTION, loadFunction, type FunctionDescription } from '../function/load-function.ts';
import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findTemplateViolations } from '../template/find-template-violations.ts';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import type { Template } from '../template/template.ts';
import { loadValidator } from '../template/validate-template.ts';
import { architectureOf } from '../package/architecture-of.ts';
import { runScript } from '../package/run-script.ts';
import { hashContract } from '../package/stamp.ts';
import { writeZip } from '../package/write-zip.ts';
import { describeApiFunction } from './api-function.ts';
import { ALIAS, aliasOf, makeAliases } from './make-aliases.ts';
import { completeFunctions } from './complete-functions.ts';
import { findLeftOutFunctions } from './find-left-out-functions.ts';
import { checkAccount } from './check-account.ts';
import { checkArtifact, findOtherZipViolations, type CheckedArtifact } from './check-artifact.ts';
import { completeTemplate } from './complete-template.ts';
import { describeAccountCheck } from './describe-account-check.ts';
import { describeStack, type Stack } from './describe-stack.ts';
import { describeRouteScopes } from './describe-route-scopes.ts';
import { findPackagedViolations } from './find-packaged-violations.ts';
import { findRouteScopeViolations } from './route-scope-parameters.ts';
import { findUnknownStage } from './find-unknown-stage.ts';
import { isDeployed } from './is-deployed.ts';
import { mergeVariables, type MergedVariables } from './merge-variables.ts';
import { localGoogleCredentials } from './local-google-credentials.ts';
import { findParameterViolations, type Parameters } from './parameters.ts';
import { readGoogleCredentials } from './read-google-credentials.ts';
import { readParameters } from './read-parameters.ts';
import { findRouteThrottleViolations, readRouteThrottles } from './route-throttles.ts';
import type { Serverless, Utilities } from './serverless.ts';
import { STACK_FOLDER } from '../stack/stack-folder.ts';
import { readStackFolders } from './stack-folders.ts';
import { SCRIPTS } from '../scripts.ts';
import { takeLocalCredentials } from './take-local-credentials.ts';
import { describeWorker, resourceNameOf } from './worker-function.ts';

/** What osls hands on with a reference by `${function:…}`. */
type FunctionReference = Readonly<{
  address: string;
  resolveConfigurationProperty: (keys: readonly string[]) => Promise<unknown>;
}>;

/** Commands of osls that put code up where no caller reaches it. */
const POINTLESS = new Set(['deploy function', 'rollback function']);

/**
 * What osls does not do of itself when it packages: check the parameters, build the zip, publish an alias, and reject a
 * template that is not what the code declares.
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
  /** Of the functions, read before osls puts what serverless.yml refers to in its place. */
  readonly #folders: Readonly<Record<string, string>>;
  /** Of the command, shared with osls and its other plugins. */
  readonly #options: { force?: boolean };
  readonly #warn: (sentence: string) => void;
  readonly #say: (text: string) => void;
  #artifact?: CheckedArtifact;

  constructor(serverless: Serverless, options: { force?: boolean } = {}, utilities?: Utilities) {
    this.#serverless = serverless;
    this.#folders = readStackFolders(serverless.configurationInput.functions);
    this.#options = options;
    this.#warn = (sentence) => utilities?.log.warning(sentence);
    this.#say = (text) => utilities?.log.notice(text.trimEnd());
    this.hooks = {
      'before:package:createDeploymentArtifacts': () => this.#build(),
      'before:package:compileFunctions': () => this.#completeFunctions(),
      'after:package:compileFunctions': () => this.#addAliases(),
      'after:aws:package:finalize:stripNullPropsFromTemplateResources': () => this.#checkTemplate(),
      'before:deploy:deploy': () => this.#checkDeployment(),
      'before:aws:deploy:deploy:checkForChanges': () => this.#prepareComparison(),
      'before:aws:info:displayEndpoints': () => this.#hideSwitchedOff(),
    };
  }

  /** Before osls compares the configuration with its schema, which has no sentences for ours. */
  async asyncInit(): Promise<void> {
    const { commands, isHelpRequest } = this.#serverless.processedInput;
    if (isHelpRequest) return;
    Object.assign(process.env, takeLocalCredentials(process.env));
    const command = commands.join(' ');
    if (POINTLESS.has(command)) {
      this.#reject([
        `serverless ${command} changes what no caller reaches: the gateway invokes the alias ${ALIAS}, which stands ` +
          'for a published version. Use serverless deploy; infra/README.md tells how to go back.',
      ]);
    }
    if (command !== 'package' && command !== 'deploy') return;
    const parameters = this.#readParameters();
    const files = Object.keys(this.#serverless.configurationInput.params);
    const stageViolations = findUnknownStage(this.#stage(), files, parameters);
    // What was packaged before has its parameters in it.
    if (this.#isPackaged()) return this.#reject(stageViolations);
    const { variables, violations } = await this.#loadVariables();
    const routes = readExpectedRoutes();
    this.#reject([
      ...stageViolations,
      ...findParameterViolations(parameters, {
        isDeploy: command === 'deploy',
        machine: process.arch,
        variables,
      }),
      ...findRouteThrottleViolations(parameters, routes),
      ...findRouteScopeViolations(parameters, routes),
      ...violations,
      ...readGoogleCredentials(parameters).violations,
      ...this.#checkArtifact().violations,
      ...findOtherZipViolations(parameters, await this.#others(), this.#checkArtifact().stamp),
      ...(await findLeftOutFunctions(Object.values(this.#folders))),
    ]);
    const scoped = describeRouteScopes(parameters, routes);
    if (scoped !== undefined) this.#say(scoped);
    const warning = describeAccountCheck(parameters, routes);
    if (warning !== undefined && command === 'deploy' && this.#googleCredentials() === null)
      this.#warn(warning);
  }

  /** The functions of the stack, by their names in serverless.yml. */
  async #loadFunctions(): Promise<readonly [string, FunctionDescription][]> {
    const functions: [string, FunctionDescription][] = [];
    for (const [key, folder] of Object.entries(this.#folders))
      functions.push([key, await loadFunction(folder)]);
    return functions;
  }

  /** Those behind the gateway, that which describes the API first. */
  async #loadServing(): Promise<readonly [string, FunctionDescription][]> {
    return (await this.#loadFunctions())
      .filter(([, { kind }]) => kind === 'api')
      .toSorted(([, one], [, other]) => Number(describesApi(other)) - Number(describesApi(one)));
  }

  /** The functions whose zips lie beside that of the API. */
  async #others(): Promise<readonly FunctionDescription[]> {
    const functions = await this.#loadFunctions();
    return functions.flatMap(([, one]) => (describesApi(one) ? [] : [one]));
  }

  async #loadVariables(): Promise<MergedVariables> {
    return mergeVariables((await this.#loadFunctions()).map(([, { variables }]) => variables));
  }

  async #describeFunction(folder: string, service: string): Promise<object> {
    const functions = await this.#loadFunctions();
    const [key, described] = functions.find(([, one]) => one.folder === folder) ?? [];
    const names = { service, stage: this.#stage(), artifact: this.#readParameters()['artifact'] };
    if (key !== undefined && described?.kind === 'worker') return describeWorker(key, described, names);
    if (key !== undefined && described?.api === DEFAULT_FUNCTION)
      return describeApiFunction(key, described, { ...names, routes: readExpectedRoutes() });
    throw this.#rejection([
      `\${function:${folder}} in serverless.yml must be all that is said of the function, and its function.config.ts must say what it is: ` +
        "kind: 'worker', or api: '../api' where it adds routes to that API.",
    ]);
  }

  /** What function.config.ts says of the contract, with the limits of single routes that this deployment has. */
  async #readContract(): Promise<ContractSettings> {
    const { contract } = await loadFunction();
    return {
      ...contract,
      throttled: { ...contract.throttled, ...readRouteThrottles(this.#readParameters()) },
    };
  }

  #isPackaged(): boolean {
    return this.#serverless.processedInput.options.package !== undefined;
  }

  #stage(): string {
    return this.#serverless.getProvider('aws').getStage();
  }

  #readParameters(): Parameters {
    return readParameters(this.#serverless, this.#stage());
  }

  #checkArtifact(): CheckedArtifact {
    return (this.#artifact ??= checkArtifact(this.#readParameters(), hashContract()));
  }

  #googleCredentials(): string | null {
    const parameters = this.#readParameters();
    return readGoogleCredentials(parameters).text ?? localGoogleCredentials(parameters, process.env);
  }

  #describeStack(): Stack {
    return describeStack(this.#readParameters(), {
      packagedFor: this.#checkArtifact().stamp?.architecture ?? architectureOf(process.arch),
      googleCredentials: this.#googleCredentials(),
      stackName: `${this.#serverless.service.service}-${this.#stage()}`,
    });
  }

  async #build(): Promise<void> {
    if (this.#readParameters()['artifact']) return;
    // In processes of their own: they import the sources of the application.
    const functions = (await this.#loadFunctions()).map(([, described]) => described);
    const folders = functions.map(({ folder }) => folder);
    await this.#run(SCRIPTS.contract, '--check', ...folders);
    this.#say(await this.#run(SCRIPTS.build, ...folders));
    for (const { name } of functions) writeZip(`dist/${name}`, `dist/${name}.zip`);
  }

  async #run(...script: readonly string[]): Promise<string> {
    try {
      return await runScript(script);
    } catch (error) {
      throw this.#rejection([(error as Error).message]);
    }
  }

  async #completeFunctions(): Promise<void> {
    const { functions } = this.#serverless.service;
    completeFunctions(functions, await this.#loadFunctions(), this.#readParameters());
  }

  async #addAliases(): Promise<void> {
    const { provider, functions } = this.#serverless.service;
    const added = makeAliases(functions, await this.#loadServing(), this.#readParameters());
    Object.assign(provider.compiledCloudFormationTemplate.Resources, added);
  }

  #isAuthorizerOff(): boolean {
    return this.#readParameters()['gatewayAuthorizer'] === 'off';
  }

  async #completeTemplate(): Promise<Template> {
    const { provider, functions, service } = this.#serverless.service;
    return (provider.compiledCloudFormationTemplate = completeTemplate(
      provider.compiledCloudFormationTemplate,
      {
        served: (await this.#loadServing()).map(([key, described]) => ({
          key,
          described,
          alias: aliasOf(key).logicalId,
          version: functions[key]?.versionLogicalId ?? '',
        })),
        parameters: this.#readParameters(),
        routes: readExpectedRoutes(),
        settings: await this.#readContract(),
        functions: (await this.#loadFunctions()).map(([key, described]) => ({ key, described })),
        service,
        tags: provider.tags,
      },
    ));
  }

  async #checkTemplate(): Promise<void> {
    const template = await this.#completeTemplate();
    const validate = await loadValidator();
    const contract = await this.#readContract();
    const isAuthorizerOff = this.#isAuthorizerOff();
    const variables = Object.fromEntries(
      (await this.#loadFunctions()).map(([key, one]) => [
        `${resourceNameOf(key)}LambdaFunction`,
        one.variables,
      ]),
    );
    const functions = Object.fromEntries(
      (await this.#loadServing()).map(([key, { name }]) => [name, `${resourceNameOf(key)}LambdaFunction`]),
    );
    this.#reject([
      ...findTemplateViolations(template, readExpectedRoutes(), contract, {
        isAuthorizerOff,
        variables,
        functions,
      }),
      ...validate(template),
    ]);
  }

  /** Before the first call that changes anything. osls has read what it deploys by now, packaged just now or before. */
  async #checkDeployment(): Promise<void> {
    const { provider } = this.#serverless.service;
    const aws = this.#serverless.getProvider('aws');
    const { stage = 'dev', region = provider.region } = this.#serverless.processedInput.options;
    const template = provider.compiledCloudFormationTemplate;
    if (this.#isPackaged()) this.#reject(findPackagedViolations(template, provider, { stage, region }));
    const account = {
      config: await aws.getAwsSdkV3Config(),
      region: aws.getRegion(),
      stackName: aws.naming.getStackName(),
    };
    this.#reject(await checkAccount(template, account, this.#warn));
  }

  /**
   * osls compares what it put up last with what it would put up now. Of ours it lacks the zip, for it looks in its own folder; and
   * what was put up last is not what the stack has after a rollback, its own or CloudFormation's.
   */
  async #prepareComparison(): Promise<void> {
    const { provider, functions } = this.#serverless.service;
    for (const { package: zip } of Object.values(functions))
      copyFileSync(zip.artifact, join('.serverless', basename(zip.artifact)));
    const aws = this.#serverless.getProvider('aws');
    const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
    const client = new CloudFormationClient(await aws.getAwsSdkV3Config());
    const template = provider.compiledCloudFormationTemplate;
    this.#options.force ||= !(await isDeployed(template, aws.naming.getStackName(), client));
  }

  /** osls lists what it read, and not what is in the template. */
  #hideSwitchedOff(): void {
    const { functions } = this.#serverless.service;
    const parameters = this.#readParameters();
    const off = readExpectedRoutes().filter(({ enabledBy }) => enabledBy && parameters[enabledBy] === 'off');
    const keys = new Set(off.map(routeKeyOf));
    for (const one of Object.values(functions)) {
      one.events = (one.events ?? []).filter(
        ({ httpApi }) => !httpApi || !keys.has(`${httpApi.method} ${httpApi.path}`),
      );
    }
  }

  #reject(violations: readonly string[]): void {
    if (violations.length > 0) throw this.#rejection(violations);
  }

  #rejection(violations: readonly string[]): Error {
    return new this.#serverless.classes.Error(violations.join('\n'), 'STACK_REJECTED');
  }
}
