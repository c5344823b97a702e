import { parseYaml } from './parse-yaml.ts';
import type { Template } from './template.ts';
import { validationError } from './validation-error.ts';

const SECTIONS = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Transform',
  'Resources',
  'Outputs',
]);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const MAX_BODY_BYTES = 51_200;
const MAX_TEMPLATE_BYTES = 1_000_000;
const MAX_RESOURCES = 500;

/**
 * Reads a template, JSON or YAML.
 *
 * @throws AwsError `ValidationError` for what is no template, and for sections and transforms that are not known
 */
export function parseTemplate(text: string): Template {
  if (Buffer.byteLength(text) > MAX_TEMPLATE_BYTES)
    throw validationError(`Template may not exceed ${MAX_TEMPLATE_BYTES} bytes in size.`);
  const value = text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw validationError('Template format error: unsupported structure.');
  const template = value as Partial<Template>;
  const unknown = Object.keys(template).filter((name) => !SECTIONS.has(name));
  if (unknown.length > 0)
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  const { Transform, Resources = {}, AWSTemplateFormatVersion: version } = template;
  if (version !== undefined && !String(version).startsWith('2010-09-09'))
    throw validationError('Template format error: unsupported value for AWSTemplateFormatVersion.');
  const transforms = [Transform ?? []].flat().filter((one) => one !== 'AWS::LanguageExtensions');
  if (transforms.length > 0)
    throw validationError(
      `No transform named ${String(transforms[0])} found. The local AWS knows AWS::LanguageExtensions.`,
    );
  if (Object.keys(Resources).length === 0)
    throw validationError('Template format error: At least one Resources member must be defined.');
  if (Object.keys(Resources).length > MAX_RESOURCES)
    throw validationError(
      `Template format error: Number of resources, ${Object.keys(Resources).length}, is greater than maximum allowed, ${MAX_RESOURCES}`,
    );
  return { ...template, Resources };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw validationError(`Template format error: JSON not well-formed. (${(error as Error).message})`);
  }
}
