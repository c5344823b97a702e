import { isMembers } from '../specification/check-properties.ts';
import type { Template } from './template.ts';
import { validationError } from './validation-error.ts';

const FUNCTIONS = [
  'Fn::And',
  'Fn::Base64',
  'Fn::Cidr',
  'Fn::Equals',
  'Fn::FindInMap',
  'Fn::GetAZs',
  'Fn::GetAtt',
  'Fn::If',
  'Fn::ImportValue',
  'Fn::Join',
  'Fn::Not',
  'Fn::Or',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
];

/** Those of the transform `AWS::LanguageExtensions`, whose loops the local AWS does not know. */
const EXTENSIONS = ['Fn::Length', 'Fn::ToJsonString'];

/** Throws AwsError `ValidationError` for a function that there is not, or not without its transform. */
export function checkFunctions({ Resources, Outputs, Conditions, Transform }: Template): void {
  const isExtended = [Transform ?? []].flat().includes('AWS::LanguageExtensions');
  const supported = isExtended ? [...FUNCTIONS, ...EXTENSIONS] : FUNCTIONS;
  const unknown = namesIn([Resources, Outputs, Conditions]).find((name) => !supported.includes(name));
  if (unknown !== undefined)
    throw validationError(
      `Template validation error: Template error: Encountered unsupported function: ${unknown} Supported functions are: [${supported.join(', ')}]`,
    );
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isMembers(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => [
    ...(name.startsWith('Fn::') ? [name] : []),
    ...namesIn(one),
  ]);
}
