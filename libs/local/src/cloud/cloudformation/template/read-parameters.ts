import type { Template, TemplateParameter } from './template.ts';
import { validationError } from './validation-error.ts';

export type GivenParameter = { ParameterKey: string; ParameterValue?: string; UsePreviousValue?: boolean };

/** A parameter's value: the text that was given, and what it stands for when that is elsewhere. */
export type ParameterValue = { given: string; resolved: string | string[]; isSecret: boolean };

const SSM_TYPE = /^AWS::SSM::Parameter::Value<(.+)>$/;
const KNOWN =
  /^(String|Number|CommaDelimitedList|List<Number>|List<String>|AWS::EC2::.+|List<AWS::EC2::.+>|AWS::Route53::HostedZone::Id|List<AWS::Route53::HostedZone::Id>|AWS::SSM::Parameter::Name)$/;

/**
 * Gives every parameter of a template its value: the given one, the one before, or the default.
 *
 * @param readSsm the value of an SSM parameter, for types that name one
 * @throws AwsError `ValidationError`
 */
export function readParameters(
  { Parameters = {} }: Template,
  given: readonly GivenParameter[],
  previous: Readonly<Record<string, ParameterValue>>,
  readSsm: (name: string) => string | undefined,
): Record<string, ParameterValue> {
  const unknown = given.filter(({ ParameterKey }) => !Object.hasOwn(Parameters, ParameterKey));
  if (unknown.length > 0)
    throw validationError(
      `Parameters: [${unknown.map(({ ParameterKey }) => ParameterKey).join(', ')}] do not exist in the template`,
    );
  const values = Object.entries(Parameters).map(([name, parameter]) => {
    const one = given.find(({ ParameterKey }) => ParameterKey === name);
    const before = previous[name];
    const text = one?.UsePreviousValue ? before?.given : (one?.ParameterValue ?? toText(parameter.Default));
    return [name, parameter, text] as const;
  });
  const missing = values.filter(([, , text]) => text === undefined).map(([name]) => name);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  return Object.fromEntries(
    values.map(([name, parameter, text = '']) => {
      check(name, parameter, text);
      const isSecret = parameter.NoEcho === true || parameter.NoEcho === 'true';
      return [name, { given: text, resolved: resolve(name, parameter, text, readSsm), isSecret }];
    }),
  );
}

function toText(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function check(name: string, parameter: TemplateParameter, text: string): void {
  const { Type, AllowedValues, AllowedPattern, ConstraintDescription } = parameter;
  if (!KNOWN.test(Type) && !SSM_TYPE.test(Type))
    throw validationError(`Template format error: Unrecognized parameter type: ${Type}`);
  const say = (constraint: string): Error =>
    validationError(
      ConstraintDescription === undefined
        ? `Parameter ${name} failed to satisfy constraint: ${constraint}`
        : `Parameter ${name} failed to satisfy constraint: ${ConstraintDescription}`,
    );
  if (AllowedValues && !AllowedValues.map(String).includes(text))
    throw ConstraintDescription === undefined
      ? validationError(`Parameter '${name}' must be one of AllowedValues`)
      : say('');
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(text))
    throw ConstraintDescription === undefined
      ? validationError(
          `Parameter ${name} failed to satisfy constraint: Parameter value must match pattern ${AllowedPattern}`,
        )
      : say('');
  if (Type === 'Number') {
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number))
      throw validationError(`Parameter '${name}' must be a number.`);
    if (parameter.MinValue !== undefined && number < Number(parameter.MinValue))
      throw say(`must be a number not less than ${parameter.MinValue}`);
    if (parameter.MaxValue !== undefined && number > Number(parameter.MaxValue))
      throw say(`must be a number not greater than ${parameter.MaxValue}`);
    return;
  }
  if (parameter.MinLength !== undefined && text.length < Number(parameter.MinLength))
    throw say(`must contain at least ${parameter.MinLength} characters`);
  if (parameter.MaxLength !== undefined && text.length > Number(parameter.MaxLength))
    throw say(`must contain at most ${parameter.MaxLength} characters`);
}

function resolve(
  name: string,
  { Type }: TemplateParameter,
  text: string,
  readSsm: (name: string) => string | undefined,
): string | string[] {
  const inner = SSM_TYPE.exec(Type)?.[1];
  if (inner === undefined) return isList(Type) ? splitList(text) : text;
  const value = readSsm(text);
  if (value === undefined)
    throw validationError(
      `Unable to fetch parameters [${text}] from parameter store for this account. (parameter ${name})`,
    );
  return isList(inner) ? splitList(value) : value;
}

function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function splitList(text: string): string[] {
  return text === '' ? [] : text.split(',').map((part) => part.trim());
}
