import { copyFile } from 'node:fs/promises';
import { findTemplateFaults } from '../template/find-template-faults.ts';
import { foldConditions } from '../template/fold-conditions.ts';
import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import { loadValidator } from '../template/validate-template.ts';
import { writeZip } from '../package/write-zip.ts';
import { runScript } from '../package/run-script.ts';
import { describeStack, type Stack } from './describe-stack.ts';
import { findCredentialFaults } from './credential-faults.ts';
import { findParameterFaults, type Parameters } from './parameters.ts';
import { readParameters } from './read-parameters.ts';
import type { Serverless } from './serverless.ts';

/** The alias that the gateway invokes, so that an older version can take the place of a new one within seconds. */
const ALIAS = { name: 'live', logicalId: 'ApiLambdaAliasLive' };

/**
 * What osls does not do of itself when it packages: check the parameters, build the zip, publish an alias, and refuse a
 * template that is not what the code declares.
 */
export default class StackPlugin {
  readonly hooks: Readonly<Record<string, () => void | Promise<void>>>;
  /** What `${stack:…}` in serverless.yml stands for. */
  readonly configurationVariablesSources = {
    stack: {
      resolve: ({ address }: { address: keyof Stack }) => ({ value: this.#describeStack()[address] }),
    },
  };
  readonly #serverless: Serverless;

  constructor(serverless: Serverless) {
    this.#serverless = serverless;
    this.hooks = {
      'before:package:createDeploymentArtifacts': () => this.#build(),
      'before:package:compileFunctions': () => this.#nameAlias(),
      'after:package:compileFunctions': () => this.#addAlias(),
      'after:aws:package:finalize:stripNullPropsFromTemplateResources': () => this.#checkTemplate(),
    };
  }

  /** Before osls compares the configuration with its schema, which has no sentences for ours. */
  asyncInit(): void {
    const [command = ''] = this.#serverless.processedInput.commands;
    if (command !== 'package' && command !== 'deploy') return;
    const parameters = this.#readParameters();
    this.#refuse([
      ...findParameterFaults(parameters, { isDeploy: command === 'deploy', machine: process.arch }),
      ...findCredentialFaults(parameters),
    ]);
  }

  #readParameters(): Parameters {
    return readParameters(this.#serverless, this.#serverless.getProvider('aws').getStage());
  }

  #describeStack(): Stack {
    return describeStack(this.#readParameters(), process.arch);
  }

  async #build(): Promise<void> {
    const { artifact, googleCredentialsFile } = this.#readParameters();
    if (artifact) return;
    // In processes of their own: they import the sources of the application.
    for (const script of [['infra/contract/main.ts', '--check'], ['infra/build/main.ts']]) {
      await runScript(script).catch((error: Error) => this.#refuse([error.message]));
    }
    if (googleCredentialsFile) await copyFile(googleCredentialsFile, 'dist/lambda/google-credentials.json');
    writeZip('dist/lambda', 'dist/lambda.zip');
  }

  #nameAlias(): void {
    this.#serverless.service.functions.api.targetAlias = ALIAS;
  }

  #addAlias(): void {
    const { provider, functions } = this.#serverless.service;
    provider.compiledCloudFormationTemplate.Resources[ALIAS.logicalId] = {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        Name: ALIAS.name,
        FunctionName: { Ref: 'ApiLambdaFunction' },
        FunctionVersion: { 'Fn::GetAtt': [functions.api.versionLogicalId, 'Version'] },
      },
    };
  }

  async #checkTemplate(): Promise<void> {
    const { provider } = this.#serverless.service;
    const template = foldConditions(provider.compiledCloudFormationTemplate);
    provider.compiledCloudFormationTemplate = template;
    const validate = await loadValidator();
    this.#refuse([...findTemplateFaults(template, readExpectedRoutes()), ...validate(template)]);
  }

  #refuse(faults: readonly string[]): void {
    if (faults.length > 0) throw new this.#serverless.classes.Error(faults.join('\n'), 'STACK_REFUSED');
  }
}
