import { GetParametersCommand, type Parameter, type SSMClient } from '@aws-sdk/client-ssm';
import { parseSecretReference } from '@lambda-nest/application/env';
import { textsIn, type Template } from '../template/template.ts';

/** An SSM parameter that a deployment needs. */
type Needed = Readonly<{
  /** With its version, where the template names one: `/my-api/key:2`. */
  name: string;
  /** Type to store it as. */
  type: 'String' | 'SecureString';
  /** Whether CloudFormation reads it, which does not decrypt. */
  isResolved: boolean;
}>;

const REFERENCE = /\{\{resolve:(ssm|ssm-secure):([^}]+)\}\}/g;
/** Variables of functions that name a parameter; its value is read at run time. */
const PARAMETER_VARIABLES = ['GOOGLE_CREDENTIALS_PARAMETER'];
/** SSM takes no more names at once. */
const MAX_NAMES = 10;

/**
 * Finds the SSM parameters that a template needs and the account does not have in this region, or has of a type that
 * CloudFormation cannot read. CloudFormation would notice by itself, minutes later, and roll everything back.
 *
 * @throws the error of AWS when these credentials may not ask
 */
export async function findMissingParameters(
  template: Template,
  region: string,
  ssm: Pick<SSMClient, 'send'>,
): Promise<readonly string[]> {
  const needed = listNeeded(template);
  const found = await readTypes(
    needed.map(({ name }) => name),
    ssm,
  );
  return needed.flatMap((parameter) => sayWhatIsWrong(parameter, found.get(parameter.name), region));
}

function sayWhatIsWrong(
  { name, type, isResolved }: Needed,
  found: string | undefined,
  region: string,
): readonly string[] {
  if (found === undefined) {
    const [plain] = name.split(':');
    return [
      `SSM has no parameter ${name} in ${region}, and the deployment needs it. Make it there:\n` +
        `  aws ssm put-parameter --region ${region} --name ${plain} --type ${type} --value '…'`,
    ];
  }
  if (isResolved && type === 'String' && found === 'SecureString') {
    return [
      `The SSM parameter ${name} in ${region} is a SecureString, which CloudFormation does not decrypt here. Delete it ` +
        'and store it as a String.',
    ];
  }
  return [];
}

function listNeeded({ Resources }: Template): readonly Needed[] {
  const resolved = textsIn(Resources).flatMap((text) =>
    [...text.matchAll(REFERENCE)].map(([, service, name = '']): Needed => {
      return { name, type: service === 'ssm' ? 'String' : 'SecureString', isResolved: true };
    }),
  );
  const named = Object.values(Resources).flatMap(({ Properties = {} }) => {
    const { Variables = {} } = (Properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
    const referred = Object.values(Variables).flatMap((value) => {
      const reference = typeof value === 'string' ? parseSecretReference(value) : undefined;
      return reference?.kind === 'ssm' ? [reference.name] : [];
    });
    const names = PARAMETER_VARIABLES.flatMap((variable) => {
      const name = Variables[variable];
      return typeof name === 'string' ? [name] : [];
    });
    return [...names, ...referred].map(
      (name) => ({ name, type: 'SecureString', isResolved: false }) as const,
    );
  });
  // One that is read both ways has to be of the type that CloudFormation reads: the later entry counts.
  return [...new Map([...named, ...resolved].map((needed) => [needed.name, needed])).values()];
}

/** The types of the parameters that there are, by the name that was asked for. */
async function readTypes(
  names: readonly string[],
  ssm: Pick<SSMClient, 'send'>,
): Promise<ReadonlyMap<string, string>> {
  const types = new Map<string, string>();
  for (let at = 0; at < names.length; at += MAX_NAMES) {
    const Names = names.slice(at, at + MAX_NAMES);
    const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names }));
    for (const parameter of Parameters) types.set(askedFor(parameter), parameter.Type ?? '');
  }
  return types;
}

/** SSM gives the version that was asked for apart, as `:2`. */
function askedFor({ Name = '', Selector = '' }: Parameter): string {
  return `${Name}${Selector}`;
}
