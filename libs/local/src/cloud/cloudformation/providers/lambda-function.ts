import { strToU8, zipSync } from 'fflate';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { makeName } from './make-name.ts';
import { removedTags, tagsOf } from './tags.ts';

const CONFIGURATION = [
  'Runtime',
  'Role',
  'Handler',
  'Description',
  'Timeout',
  'MemorySize',
  'Environment',
  'LoggingConfig',
  'TracingConfig',
  'EphemeralStorage',
  'SnapStart',
  'VpcConfig',
  'Layers',
] as const;

/** What a setting is again when it is taken out of the template. */
const DEFAULTS: Properties = {
  Description: '',
  Timeout: 3,
  MemorySize: 128,
  Environment: { Variables: {} },
  LoggingConfig: { LogFormat: 'Text' },
  TracingConfig: { Mode: 'PassThrough' },
  EphemeralStorage: { Size: 512 },
};

export const lambdaFunction: Provider = {
  type: 'AWS::Lambda::Function',
  nameProperty: 'FunctionName',
  properties: [
    ...CONFIGURATION,
    'FunctionName',
    'Code',
    'Architectures',
    'KmsKeyArn',
    'PackageType',
    'ReservedConcurrentExecutions',
    'RuntimeManagementConfig',
    'Tags',
  ],
  async create(properties, context) {
    const name = String(properties['FunctionName'] ?? makeName(context));
    const created = await context.call('lambda', 'CreateFunction', {
      ...settingsOf(properties),
      FunctionName: name,
      Code: codeOf(properties),
      ...pick(properties, ['Architectures', 'PackageType']),
      Tags: tagsOf(properties['Tags']),
    });
    await putConcurrency(name, properties, {}, context);
    await putRuntimeManagement(name, properties, context);
    return { physicalId: name, attributes: { Arn: created['FunctionArn'] } };
  },
  async update(name, properties, before, { call, ...context }) {
    const tagged = removedTags(before, properties);
    await call('lambda', 'UpdateFunctionCode', {
      FunctionName: name,
      ...codeOf(properties),
      ...pick(properties, ['Architectures']),
    });
    const removed = CONFIGURATION.filter((one) => before[one] !== undefined && properties[one] === undefined);
    await call('lambda', 'UpdateFunctionConfiguration', {
      FunctionName: name,
      ...pick(DEFAULTS, removed),
      ...settingsOf(properties),
    });
    await putConcurrency(name, properties, before, { call, ...context });
    await putRuntimeManagement(name, properties, { call, ...context });
    if (tagged.length > 0) await call('lambda', 'UntagResource', { Resource: name, TagKeys: tagged });
    await call('lambda', 'TagResource', { Resource: name, Tags: tagsOf(properties['Tags']) });
    return undefined;
  },
  async delete(name, _properties, { call }) {
    await call('lambda', 'DeleteFunction', { FunctionName: name });
  },
};

function settingsOf(properties: Properties): Properties {
  const { KmsKeyArn } = properties;
  return { ...pick(properties, CONFIGURATION), ...(KmsKeyArn !== undefined && { KMSKeyArn: KmsKeyArn }) };
}

/** A function's code in S3, or a few lines of it in the template, which go into `index.js`. */
function codeOf({ Code }: Properties): Properties {
  const { ZipFile: source, ...stored } = (Code ?? {}) as { ZipFile?: string };
  if (source === undefined) return stored;
  const zip = zipSync({ 'index.js': strToU8(source) }, { mtime: '1980-01-01T00:00:00' });
  return { ...stored, ZipFile: Buffer.from(zip).toString('base64') };
}

async function putConcurrency(
  FunctionName: string,
  after: Properties,
  before: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const { ReservedConcurrentExecutions } = after;
  if (ReservedConcurrentExecutions !== undefined)
    await call('lambda', 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions });
  else if (before['ReservedConcurrentExecutions'] !== undefined)
    await call('lambda', 'DeleteFunctionConcurrency', { FunctionName });
}

async function putRuntimeManagement(
  FunctionName: string,
  { RuntimeManagementConfig }: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const config = (RuntimeManagementConfig ?? { UpdateRuntimeOn: 'Auto' }) as Properties;
  await call('lambda', 'PutRuntimeManagementConfig', { FunctionName, ...config });
}

export function pick(properties: Properties, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]),
  );
}
