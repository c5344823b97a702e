import { resourcesOf, textsIn, type Resource, type Template } from '../template/template.ts';
import { ALIAS, aliasOf, API_KEY } from './make-aliases.ts';
import { resourceNameOf } from './worker-function.ts';

/** What stands in the template for the function that describes the API. */
const OF_API = ['ApiLambdaFunction', 'ApiLogGroup', aliasOf(API_KEY).logicalId, 'ApiLambdaVersion'];

/** How a version of it gets traffic: infra/resources/release.yml. */
const RELEASE = [
  'ReleaseGroup',
  'ReleaseRole',
  'ReleaseErrorsAlarm',
  'ReleaseCheck',
  'ReleaseCheckLogGroup',
  'ReleaseCheckRole',
];

/** Metrics that only sign-in makes. */
const OF_SIGN_IN = new Set<unknown>(['FailedSignIns', 'SignInUnavailable']);

/** Metrics that only requests of callers make: a worker has none. */
const OF_CALLERS = new Set<unknown>(['Rejections']);

/** The alarm of infra/resources/watch.yml that tells whom that of failures is to tell. */
const THROTTLES = 'ThrottlesAlarm';

/** Properties that no two resources may have alike. */
const NAMES = ['AlarmName', 'FunctionName', 'LogGroupName'];

/** Share of its time-out from which the duration of an invocation is an alarm, as in infra/resources/watch.yml. */
const LATE = 0.8;

type Repeated = Readonly<{ key: string; name: string; kind: 'api' | 'worker' }>;

/**
 * Says again, of each further function, what `infra/resources` says of the function that describes the API: what of it is an alarm, and
 * how a version is released where callers reach it. A worker has an alarm more: its failures are no 5xx that a caller sees.
 */
export function repeatForFunctions(template: Template, functions: readonly Repeated[]): Template {
  if (functions.length === 0) return template;
  const ids = listRepeated(template);
  const added = functions.flatMap((one) => {
    const own = one.kind === 'worker' ? ids.filter((id) => isOfWorkers(id, template)) : ids;
    const repeated = own.map((id) => repeat(template, id, own, one));
    return one.kind === 'worker' ? [...repeated, ...watchFailures(template, one)] : repeated;
  });
  return {
    ...template,
    Resources: {
      ...withLogGroups(template, functions),
      ...Object.fromEntries(added),
    },
  };
}

function listRepeated(template: Template): readonly string[] {
  const filters = resourcesOf(template, 'AWS::Logs::MetricFilter').filter(({ resource }) =>
    refersTo(resource, OF_API),
  );
  const counted = new Set<unknown>(filters.flatMap(({ resource }) => metricsOf(resource)));
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').filter(
    ({ resource, properties: { MetricName } }) =>
      !OF_SIGN_IN.has(MetricName) && (refersTo(resource, OF_API) || counted.has(MetricName)),
  );
  const found = [...filters, ...alarms].map(({ id }) => id);
  return [...new Set([...found, ...RELEASE.filter((id) => id in template.Resources)])];
}

function isOfWorkers(id: string, { Resources }: Template): boolean {
  return !RELEASE.includes(id) && !OF_CALLERS.has(Resources[id]?.Properties?.['MetricName']);
}

function watchFailures(
  { Resources }: Template,
  { key, name }: Repeated,
): readonly (readonly [string, Resource])[] {
  const { Type = '', Properties } = Resources[THROTTLES] ?? {};
  if (!Properties) return [];
  const resourceName = resourceNameOf(key);
  const alarm = {
    ...Properties,
    AlarmName: `${String(Properties['AlarmName']).replace(/throttles$/, 'failures')}-${name}`,
    AlarmDescription: `Function ${name}: invocations fail or time out. RUNBOOK.md, failures.`,
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: `${resourceName}LambdaFunction` } }],
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
  };
  return [[`${resourceName}FailuresAlarm`, { Type, Properties: alarm }]];
}

function repeat(
  template: Template,
  id: string,
  ids: readonly string[],
  { key, name }: Repeated,
): readonly [string, Resource] {
  const resourceName = resourceNameOf(key);
  const idOf = (other: string): string =>
    OF_API.includes(other)
      ? other.replace('Api', resourceName)
      : ids.includes(other)
        ? `${resourceName}${other}`
        : other;
  const lambda = template.Resources[`${resourceName}LambdaFunction`]?.Properties;
  const nameOf = (lambdaId: string): string =>
    String(template.Resources[lambdaId]?.Properties?.['FunctionName']);
  const texts = new Map([
    [`${nameOf('ApiLambdaFunction')}:${ALIAS}`, `${String(lambda?.['FunctionName'])}:${ALIAS}`],
  ]);
  const resource = withReferences(template.Resources[id], idOf, texts, name) as Resource;
  const { Properties = {} } = resource;
  const named = NAMES.flatMap((property) =>
    typeof Properties[property] === 'string' ? [[property, `${Properties[property]}-${name}`]] : [],
  );
  const isLatency = Properties['MetricName'] === 'Duration';
  return [
    `${resourceName}${id}`,
    {
      ...resource,
      Properties: {
        ...Properties,
        ...Object.fromEntries(named),
        ...describeAlarm(Properties, name),
        ...withMetric(resource, template, name),
        ...(id === 'ReleaseGroup' && { DeploymentGroupName: name }),
        ...(isLatency && { Threshold: Number(lambda?.['Timeout']) * 1000 * LATE }),
      },
    },
  ];
}

function describeAlarm({ AlarmDescription: text }: Record<string, unknown>, name: string): object {
  return typeof text === 'string' ? { AlarmDescription: `Function ${name}: ${text}` } : {};
}

/** What a filter counts under a name of its own, and the alarm that reads it. */
function withMetric({ Type, Properties = {} }: Resource, template: Template, name: string): object {
  if (Type === 'AWS::Logs::MetricFilter') {
    const transformations = Properties['MetricTransformations'] as readonly { MetricName: string }[];
    return {
      MetricTransformations: transformations.map((one) => ({
        ...one,
        MetricName: `${one.MetricName}-${name}`,
      })),
    };
  }
  const counted = resourcesOf(template, 'AWS::Logs::MetricFilter').flatMap(({ resource }) =>
    metricsOf(resource),
  );
  const { MetricName } = Properties;
  return typeof MetricName === 'string' && counted.includes(MetricName)
    ? { MetricName: `${MetricName}-${name}` }
    : {};
}

function metricsOf({ Properties = {} }: Resource): readonly string[] {
  const transformations = (Properties['MetricTransformations'] ?? []) as readonly { MetricName: string }[];
  return transformations.map(({ MetricName }) => MetricName);
}

/** Kept queries look into the logs of all. */
function withLogGroups({ Resources }: Template, functions: readonly Repeated[]): Template['Resources'] {
  const groups = functions.map(({ key }) => ({ Ref: `${resourceNameOf(key)}LogGroup` }));
  return Object.fromEntries(
    Object.entries(Resources).map(([id, resource]) => {
      if (resource.Type !== 'AWS::Logs::QueryDefinition' || !refersTo(resource, OF_API))
        return [id, resource];
      const { LogGroupNames = [] } = resource.Properties as { LogGroupNames?: readonly unknown[] };
      return [
        id,
        { ...resource, Properties: { ...resource.Properties, LogGroupNames: [...LogGroupNames, ...groups] } },
      ];
    }),
  );
}

/** References and texts of the one function as those of the other. */
function withReferences(
  value: unknown,
  idOf: (id: string) => string,
  texts: ReadonlyMap<string, string>,
  name: string,
): unknown {
  const within = (part: unknown): unknown => withReferences(part, idOf, texts, name);
  // The group of the deployments has the name of the function.
  if (typeof value === 'string')
    return texts.get(value) ?? value.replace(/^(:deploymentgroup:.*\/)api$/, `$1${name}`);
  if (Array.isArray(value)) return value.map(within);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, part]) => {
      if (member === 'Ref') return [member, idOf(String(part))];
      if (member === 'DependsOn') return [member, [part].flat().map((id) => idOf(String(id)))];
      if (member === 'Fn::GetAtt') {
        const [id, ...rest] = [part].flat() as string[];
        return [member, [idOf(id ?? ''), ...rest]];
      }
      return [member, within(part)];
    }),
  );
}

function refersTo(resource: Resource, ids: readonly string[]): boolean {
  return textsIn(resource).some((text) => ids.includes(text));
}
