import { randomUUID } from 'node:crypto';
import { AwsError, notImplemented } from '../../endpoint/aws-error.ts';
import { InvalidParameter } from '../../endpoint/shape.ts';
import type { Principal } from '../../endpoint/principal.ts';
import type { Properties, Provider, ProviderContext } from '../providers/provider.ts';
import { addStackTags } from '../specification/add-stack-tags.ts';
import { checkProperties } from '../specification/check-properties.ts';
import { resolveDynamicReferences } from '../template/dynamic-references.ts';
import type { StackParts } from './stack-parts.ts';
import type { ResourceState, StackDefinition, StackOperation, StackRecord } from './stack-records.ts';
import { pause, type Stepping } from './stepping.ts';

/** How often it is looked whether a resource has come to work. */
const LOOK_MS = 100;

/** A resource did not come about; the message is the reason that events show. */
export class ResourceFailure extends Error {
  override readonly name = 'ResourceFailure';
}

export function providerOf(type: string, { providers }: StackParts): Provider {
  const provider = providers.get(type);
  if (!provider) throw new Error(`There is no provider of ${type}.`);
  return provider;
}

/** Properties with the tags of the stack, for types whose tags something is done with. */
export function withStackTags(
  type: string,
  properties: Properties,
  stackTags: StackDefinition['tags'],
  parts: StackParts,
): Record<string, unknown> {
  const specification = parts.specification().describe(type);
  const isTagged = providerOf(type, parts).properties.includes(specification.tags?.property ?? '');
  return addStackTags(specification, properties, isTagged ? stackTags : []);
}

/** Throws {@link ResourceFailure} for properties that CloudFormation rejects, or that nothing is done with here. */
export function assertProperties(type: string, properties: Properties, parts: StackParts): void {
  const specification = parts.specification().describe(type);
  const violations = checkProperties(specification, properties);
  if (violations.length > 0) {
    throw new ResourceFailure(
      `Properties validation failed for resource ${type} with message:\n${violations.map((one) => `[${one}]`).join('\n')}`,
    );
  }
  const { properties: known } = providerOf(type, parts);
  const ignored = Object.keys(properties).filter((name) => !known.includes(name));
  if (ignored.length > 0)
    throw new ResourceFailure(notImplemented(`the properties ${ignored.join(', ')} of ${type}`).message);
}

/** As {@link runProvider}, for methods that change something: when they reject, nothing has changed. */
export function changeByProvider<T>(...args: Parameters<typeof runProvider<T>>): Promise<T> {
  const [, , parts] = args;
  return parts.attempt(() => runProvider(...args));
}

/** Runs a method of a provider with the values that dynamic references stand for. Throws {@link ResourceFailure}. */
export async function runProvider<T>(
  stack: StackRecord,
  state: Pick<ResourceState, 'logicalId' | 'type' | 'updatePolicy'>,
  parts: StackParts & Stepping,
  run: (
    provider: Provider,
    context: ProviderContext,
    reveal: (properties: Properties) => Properties,
  ) => Promise<T>,
): Promise<T> {
  const { region, StackName, StackId, operation } = stack;
  const definition = operation?.target ?? stack.definition;
  const principal = principalOf(definition, parts.accountId);
  const context: ProviderContext = {
    stackName: StackName,
    stackId: StackId,
    logicalId: state.logicalId,
    region,
    accountId: parts.accountId,
    updatePolicy: state.updatePolicy,
    isRollback: operation?.phase === 'rollback',
    call: async (service, name, input) =>
      (await parts.call(service, name, input, region, principal)) as Record<string, unknown>,
    async waitFor(look) {
      for (;;) {
        const seen = await look();
        if (seen !== undefined) return seen;
        if (isGivenUp(operation)) throw new ResourceFailure(cancelled(stack, state.logicalId));
        await pause(LOOK_MS);
        await parts.step();
      }
    },
  };
  const sources = parts.sources(region);
  try {
    return await run(providerOf(state.type, parts), context, (properties) =>
      resolveDynamicReferences(properties, sources),
    );
  } catch (error) {
    throw toFailure(error);
  }
}

/** Once one resource has failed, or the update is cancelled, the others are not waited for. */
function isGivenUp(operation: StackOperation | undefined): boolean {
  if (operation?.phase !== 'forward') return false;
  return operation.failures.length > 0 || operation.isCancelled === true;
}

function cancelled({ resources }: StackRecord, id: string): string {
  const verb = resources[id]?.status.startsWith('UPDATE') ? 'update' : 'creation';
  return `Resource ${verb} cancelled`;
}

function toFailure(error: unknown): unknown {
  if (error instanceof InvalidParameter)
    return new ResourceFailure(handlerMessage(error.message, 'InvalidRequest'));
  if (!(error instanceof AwsError)) return error;
  if (error.code === 'ValidationError') return new ResourceFailure(error.message);
  return new ResourceFailure(handlerMessage(error.message || error.code, codeOf(error)));
}

function handlerMessage(message: string, code: string): string {
  return `Resource handler returned message: "${message}" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${code})`;
}

/** @see https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html */
function codeOf({ status, code }: AwsError): string {
  if (code === 'NotImplemented') return 'GeneralServiceException';
  return (
    { 403: 'AccessDenied', 404: 'NotFound', 409: 'AlreadyExists', 429: 'Throttling' }[status] ??
    'InvalidRequest'
  );
}

function principalOf({ roleArn }: StackDefinition, accountId: string): Principal {
  const roleName = roleArn?.slice(roleArn.lastIndexOf('/') + 1);
  if (roleName === undefined) return { kind: 'developer', arn: `arn:aws:iam::${accountId}:user/developer` };
  const sessionName = 'AWSCloudFormation';
  return {
    kind: 'role',
    roleName,
    sessionName,
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
  };
}
