import { isMembers } from '../cloudformation/specification/check-properties.ts';
import { parseYaml } from '../cloudformation/template/parse-yaml.ts';
import { AwsError } from '../endpoint/aws-error.ts';

/** What a deployment of a function is about. */
export type AppSpec = {
  functionName: string;
  alias: string;
  currentVersion: string;
  targetVersion: string;
  /** Functions by the name of the lifecycle event before or after which they run. */
  hooks: { BeforeAllowTraffic?: string; AfterAllowTraffic?: string };
};

const HOOKS = ['BeforeAllowTraffic', 'AfterAllowTraffic'] as const;

/**
 * Reads the AppSpec file of a function, JSON or YAML.
 *
 * @throws AwsError `InvalidRevisionException`
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
 */
export function parseAppSpec(text: string): AppSpec {
  const { Resources, resources, Hooks, hooks } = membersOf(parse(text));
  const [resource, ...more] = listOf(Resources ?? resources);
  if (!resource || more.length > 0) throw invalid('must have one resource, of one function');
  const [[, described] = []] = Object.entries(resource);
  const { Type, type = Type, Properties, properties = Properties } = membersOf(described);
  if (type !== 'AWS::Lambda::Function')
    throw invalid('must have a resource of the type AWS::Lambda::Function');
  const of = new Map(
    Object.entries(membersOf(properties)).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const read = (name: string): string => {
    const value = of.get(name.toLowerCase());
    if (value === undefined) throw invalid(`must have the property ${name}`);
    return value;
  };
  return {
    functionName: read('Name'),
    alias: read('Alias'),
    currentVersion: read('CurrentVersion'),
    targetVersion: read('TargetVersion'),
    hooks: readHooks(listOf(Hooks ?? hooks ?? [])),
  };
}

/** The AppSpec file that CloudFormation writes when an alias goes to another version. */
export function writeAppSpec({ functionName, alias, currentVersion, targetVersion, hooks }: AppSpec): string {
  return JSON.stringify({
    version: 0,
    Resources: [
      {
        [functionName]: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Name: functionName,
            Alias: alias,
            CurrentVersion: currentVersion,
            TargetVersion: targetVersion,
          },
        },
      },
    ],
    Hooks: Object.entries(hooks).map(([name, hook]) => ({ [name]: hook })),
  });
}

function readHooks(hooks: readonly Record<string, unknown>[]): AppSpec['hooks'] {
  const found = new Map(hooks.flatMap((one) => Object.entries(one)));
  const unknown = [...found.keys()].find((name) => !HOOKS.some((hook) => hook === name));
  if (unknown !== undefined) throw invalid(`has the hook ${unknown}, which functions have not`);
  return Object.fromEntries(
    HOOKS.flatMap((name) => (found.has(name) ? [[name, String(found.get(name))]] : [])),
  );
}

function parse(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return parseYaml(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(`is not JSON: ${error.message}`);
    throw error;
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isMembers(value)) throw invalid('must be a structure');
  return value;
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(value) || !value.every(isMembers))
    throw invalid('must have lists of resources and hooks');
  return value as Record<string, unknown>[];
}

function invalid(what: string): AwsError {
  return new AwsError('InvalidRevisionException', `The AppSpec file ${what}.`);
}
