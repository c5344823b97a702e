import { isMembers } from '../specification/check-properties.ts';
import { validationError } from './validation-error.ts';

const REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]*)\}\}/g;
const ANY = /\{\{resolve:([^:{}]+):/;

export type ValueSources = {
  /** Value of an SSM parameter; its type, since secure ones are not for this kind of reference. */
  ssm(name: string, version?: number): { value: string; isSecure: boolean } | undefined;
  secret(id: string, version: { stage?: string; id?: string }): string | undefined;
};

/** Replaces dynamic references by what they refer to. Throws AwsError `ValidationError` for those that lead nowhere. */
export function resolveDynamicReferences<T>(value: T, sources: ValueSources): T {
  if (typeof value === 'string') return resolveText(value, sources) as T;
  if (Array.isArray(value)) return value.map((one) => resolveDynamicReferences(one as unknown, sources)) as T;
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, resolveDynamicReferences(one, sources)]),
  ) as T;
}

function resolveText(text: string, sources: ValueSources): string {
  const unknown = ANY.exec(text)?.[1];
  if (unknown === undefined) return text;
  if (!['ssm', 'ssm-secure', 'secretsmanager'].includes(unknown))
    throw validationError(`Dynamic references to ${unknown} are not supported`);
  return text.replace(REFERENCE, (_whole, service: string, reference: string) => {
    if (service === 'ssm') return readParameter(reference, sources);
    if (service === 'secretsmanager') return readSecret(reference, sources);
    // Only properties of a few types take them, and none of those types is played here.
    throw validationError(`SSM Secure reference is not supported in: [${reference}]`);
  });
}

function readParameter(reference: string, { ssm }: ValueSources): string {
  const [name = '', version] = reference.split(':');
  const found = ssm(name, version === undefined ? undefined : Number(version));
  if (!found) throw validationError(`Parameters: [ssm:${reference}] cannot be found.`);
  if (found.isSecure) throw validationError(`Non-secure ssm prefix was used for secure parameter: ${name}`);
  return found.value;
}

/**
 * `id:SecretString:json-key:version-stage:version-id`; the id may be an ARN.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
function readSecret(reference: string, { secret }: ValueSources): string {
  const [, id = '', rest = ''] =
    /^(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+|[^:]+)(?::(.*))?$/.exec(reference) ?? [];
  const [kind = 'SecretString', key = '', stage = '', versionId = ''] = rest === '' ? [] : rest.split(':');
  if (kind !== '' && kind !== 'SecretString')
    throw validationError(`Secrets Manager references take SecretString, found ${kind}`);
  const found = secret(id, { ...(stage && { stage }), ...(versionId && { id: versionId }) });
  if (found === undefined) throw validationError(`Secrets Manager can't find the specified secret. (${id})`);
  if (key === '') return found;
  const members = parseMembers(found, id);
  if (members[key] === undefined)
    throw validationError(`Could not find a value associated with JSONKey in SecretString: ${key} of ${id}`);
  return String(members[key]);
}

function parseMembers(text: string, id: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isMembers(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw validationError(`Could not parse SecretString JSON of ${id}`);
}
