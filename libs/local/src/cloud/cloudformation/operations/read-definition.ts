import { AwsError } from '../../endpoint/aws-error.ts';
import { flag, list, map, number, oneOf, optional, structure, text } from '../../endpoint/shape.ts';
import { checkTemplate } from '../template/check-template.ts';
import { resolveDynamicReferences } from '../template/dynamic-references.ts';
import { MAX_BODY_BYTES, parseTemplate } from '../template/parse-template.ts';
import { readParameters, type GivenParameter } from '../template/read-parameters.ts';
import type { Template } from '../template/template.ts';
import { validationError } from '../template/validation-error.ts';
import type { StackParts } from '../stack/stack-parts.ts';
import type { StackDefinition, StackRecord } from '../stack/stack-records.ts';

export const STACK_NAME = text({ min: 1, max: 1024 });
export const TAGS = list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }), {
  max: 50,
});
const CAPABILITY = oneOf('CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND');

/** Parameters of every call that gives a stack a definition. */
export const DEFINITION = {
  StackName: STACK_NAME,
  TemplateBody: optional(text({ min: 1 })),
  TemplateURL: optional(text({ min: 1, max: 5120 })),
  Parameters: optional(
    list(
      structure({
        ParameterKey: text(),
        ParameterValue: optional(text()),
        UsePreviousValue: optional(flag()),
        ResolvedValue: optional(text()),
      }),
    ),
  ),
  Capabilities: optional(list(CAPABILITY)),
  Tags: optional(TAGS),
  RoleARN: optional(text()),
  ClientRequestToken: optional(text({ max: 128 })),
  // There is no subscriber to be notified, and there are no alarms that a stack waits for.
  NotificationARNs: optional(list(text(), { max: 0 })),
  RollbackConfiguration: optional(
    structure({
      RollbackTriggers: optional(list(map(text()), { max: 0 })),
      MonitoringTimeInMinutes: optional(number({ min: 0, max: 0 })),
    }),
  ),
};

export type GivenDefinition = {
  TemplateBody?: string;
  TemplateURL?: string;
  UsePreviousTemplate?: boolean;
  Parameters?: GivenParameter[];
  Capabilities?: string[];
  Tags?: { Key: string; Value: string }[];
  RoleARN?: string;
};

export type DefinitionParts = StackParts & {
  /** Types of resources that are played here. */
  supported: ReadonlySet<string>;
  /** Text of an object in S3. Throws AwsError. */
  readObject(bucket: string, key: string): string;
};

/** Reads what a stack is to become, and checks what can be checked of it. Throws AwsError. */
export function readDefinition(
  given: GivenDefinition,
  stack: Pick<StackRecord, 'region' | 'definition'> | { region: string; definition?: undefined },
  parts: DefinitionParts,
): { definition: StackDefinition; template: Template } {
  const { definition: previous, region } = stack;
  const body = given.UsePreviousTemplate ? previous?.template : readTemplateText(given, parts);
  if (body === undefined) throw validationError('Either Template URL or Template Body must be specified.');
  const template = parseTemplate(body);
  checkTemplate(template, parts.specification(), parts.supported);
  assertCapabilities(template, given.Capabilities ?? []);
  const sources = parts.sources(region);
  const parameters = readParameters(
    template,
    given.Parameters ?? [],
    previous?.parameters ?? {},
    (name) => sources.ssm(name)?.value,
  );
  const roleArn = given.RoleARN ?? previous?.roleArn;
  return {
    template,
    definition: {
      template: body,
      parameters,
      tags: given.Tags ?? previous?.tags ?? [],
      capabilities: given.Capabilities ?? [],
      ...(roleArn !== undefined && { roleArn }),
    },
  };
}

/** Throws AwsError `ValidationError` for dynamic references that lead nowhere, as far as they stand in the template as text. */
export function assertReferences(template: Template, region: string, parts: StackParts): void {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^\{\{resolve:ssm:[^{}$]*\}\}$/.test(value)) texts.push(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const one of Object.values(value)) collect(one);
    }
  };
  collect(Object.values(template.Resources).map(({ Properties }) => Properties));
  resolveDynamicReferences(texts, parts.sources(region));
}

export function readTemplateText(
  { TemplateBody, TemplateURL }: GivenDefinition,
  parts: Pick<DefinitionParts, 'readObject'>,
): string | undefined {
  if (TemplateBody !== undefined) {
    if (Buffer.byteLength(TemplateBody) > MAX_BODY_BYTES)
      throw validationError(
        `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MAX_BODY_BYTES}`,
      );
    return TemplateBody;
  }
  if (TemplateURL === undefined) return undefined;
  const { bucket, key } = splitUrl(TemplateURL);
  try {
    return parts.readObject(bucket, key);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validationError(`S3 error: ${error.message}`);
  }
}

/** Bucket and key in an address of S3, by path or by host; or of the local AWS itself. */
function splitUrl(url: string): { bucket: string; key: string } {
  const { hostname, pathname } = URL.canParse(url) ? new URL(url) : { hostname: '', pathname: '' };
  const byHost = /^(.+)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com$/.exec(hostname)?.[1];
  const isPath = /^s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com$|^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname);
  if (byHost === undefined && !isPath) throw validationError('TemplateURL must be a supported URL.');
  const [, bucket = '', key = ''] =
    /^\/([^/]+)\/(.+)$/.exec(byHost === undefined ? pathname : `/${byHost}${pathname}`) ?? [];
  return { bucket, key: decodeURIComponent(key) };
}

const IAM_NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': 'PolicyName',
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-template.html */
function assertCapabilities({ Resources }: Template, capabilities: readonly string[]): void {
  const iam = Object.values(Resources).filter(({ Type }) => Object.hasOwn(IAM_NAMES, Type));
  if (iam.length === 0 || capabilities.includes('CAPABILITY_NAMED_IAM')) return;
  const isNamed = iam.some(
    ({ Type, Properties = {} }) =>
      Type !== 'AWS::IAM::Policy' && Properties[IAM_NAMES[Type] ?? ''] !== undefined,
  );
  if (!isNamed && capabilities.includes('CAPABILITY_IAM')) return;
  throw new AwsError(
    'InsufficientCapabilitiesException',
    `Requires capabilities : [${isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'}]`,
  );
}
