/** A metric as a widget shows it: namespace, name, and names and values of dimensions. */
export type ShownMetric = Readonly<{
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, unknown>>;
  stat: string;
  label?: string;
}>;

/** A graph of metrics, or a list of alarms. */
export type Widget = Readonly<{ title: string; metrics: readonly ShownMetric[] }>;

/** A function of the stack. */
export type ShownFunction = Readonly<{
  /** Its logical id. */
  id: string;
  /** As its `function.config.ts` says. */
  name: string;
  kind: 'api' | 'worker';
}>;

export type DashboardParts = Readonly<{
  /** Namespace of the application's own metrics. */
  namespace: string;
  /** Stage of the gateway. */
  stage: string;
  /** Logical ids of the alarms of the template. */
  alarms: readonly string[];
  /** Whether the application makes metrics, and of each route. */
  metrics: 'off' | 'service' | 'routes';
  /** `GET /v1/me`, and the name of the function that has it, where there are several. */
  routes: readonly Readonly<{ key: string; function?: string }>[];
  /** The one that describes the API first. */
  functions: readonly ShownFunction[];
  hasSignIn: boolean;
}>;

const API = 'AWS/ApiGateway';
const LAMBDA = 'AWS/Lambda';

const dimensionsOf = ({ id }: ShownFunction): ShownMetric['dimensions'] => ({ FunctionName: { Ref: id } });

function ofLambda(one: ShownFunction, name: string, stat: string, label?: string): ShownMetric {
  const shown = label ?? (stat.startsWith('p') ? `${name} ${stat}` : undefined);
  return {
    namespace: LAMBDA,
    name,
    stat,
    dimensions: dimensionsOf(one),
    ...(shown !== undefined && { label: shown }),
  };
}

/** What the dashboard shows, from what callers see to what is behind it. */
export function makeWidgets(parts: DashboardParts): readonly Widget[] {
  const ofApi = (name: string, stat: string): ShownMetric => ({
    namespace: API,
    name,
    stat,
    dimensions: { ApiId: { Ref: 'HttpApi' }, Stage: parts.stage },
    ...(stat.startsWith('p') && { label: `${name} ${stat}` }),
  });
  return [
    { title: 'Requests and errors', metrics: ['Count', '4xx', '5xx'].map((name) => ofApi(name, 'Sum')) },
    { title: 'Latency at the gateway', metrics: ['p50', 'p90', 'p99'].map((stat) => ofApi('Latency', stat)) },
    ...parts.functions.flatMap((one) => [
      {
        title: titleOf('Function', one, parts),
        metrics: ['Invocations', 'Errors', 'Throttles'].map((name) => ofLambda(one, name, 'Sum')),
      },
      {
        title: titleOf('Duration of invocations', one, parts),
        metrics: ['p50', 'p99'].map((stat) => ofLambda(one, 'Duration', stat)),
      },
    ]),
    {
      title: 'Invocations at once',
      metrics: parts.functions.map((one) =>
        ofLambda(one, 'ConcurrentExecutions', 'Maximum', parts.functions.length > 1 ? one.name : undefined),
      ),
    },
    ...(parts.metrics === 'off' ? [] : ownWidgets(parts)),
  ];
}

/** The reasons that tell most; all of them are in a kept query of the log. */
const REASONS = ['no-credentials', 'expired', 'signature', 'no-role', 'other-role', 'identity-unavailable'];

/** Several functions have widgets of their own, with their names. */
function titleOf(title: string, { name }: ShownFunction, { functions }: DashboardParts): string {
  return functions.length > 1 ? `${title}: ${name}` : title;
}

function ownWidgets(parts: DashboardParts): readonly Widget[] {
  const { namespace, metrics, routes, functions, hasSignIn } = parts;
  const own = (one: ShownFunction, name: string, more: object = {}, label?: string): ShownMetric => ({
    namespace,
    name,
    stat: 'Sum',
    dimensions: { ...dimensionsOf(one), ...more },
    ...(label !== undefined && { label }),
  });
  const [describing] = functions;
  return [
    ...functions.flatMap((one) => [
      {
        title: titleOf('Cold starts and rejected code caches', one, parts),
        metrics: [own(one, 'ColdStarts'), own(one, 'CodeCacheRejected')],
      },
      ...(one.kind === 'worker'
        ? []
        : [
            {
              title: titleOf('Rejected requests by reason', one, parts),
              metrics: REASONS.map((Reason) => own(one, 'Rejections', { Reason }, Reason)),
            },
          ]),
    ]),
    ...(hasSignIn && describing
      ? [
          {
            title: 'Sign-ins that fail',
            metrics: ['FailedSignIns', 'LockedSignIns', 'SignInUnavailable'].map((name) =>
              own(describing, name),
            ),
          },
        ]
      : []),
    ...(metrics === 'routes'
      ? [
          {
            title: 'Latency by route (p99, successful requests)',
            metrics: routes.flatMap(({ key, function: name }) => {
              const one = functions.find((other) => other.name === name) ?? describing;
              const more = { Route: key, StatusClass: '2xx' };
              return one ? [{ ...own(one, 'Latency', more, key), stat: 'p99' }] : [];
            }),
          },
        ]
      : []),
  ];
}

/**
 * The body of the dashboard, as CloudFormation puts it together: JSON with references in it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function writeDashboard(parts: DashboardParts): object {
  const graphs = makeWidgets(parts).map(({ title, metrics }, index) => ({
    type: 'metric',
    ...placeOf(index),
    properties: {
      title,
      region: { Ref: 'AWS::Region' },
      period: 60,
      metrics: metrics.map(({ namespace, name, dimensions, stat, label }) => [
        namespace,
        name,
        ...Object.entries(dimensions).flat(),
        { stat, ...(label !== undefined && { label }) },
      ]),
    },
  }));
  const alarms = {
    type: 'alarm',
    x: 0,
    y: 0,
    width: 24,
    height: 3,
    properties: { title: 'Alarms', alarms: parts.alarms.map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] })) },
  };
  return joinJson({ widgets: [alarms, ...graphs] });
}

/** Two beside each other, below the alarms. */
function placeOf(index: number): object {
  return { x: (index % 2) * 12, y: 3 + Math.floor(index / 2) * 6, width: 12, height: 6 };
}

/** JSON whose references CloudFormation fills in: `Fn::Join` of the text between them. */
export function joinJson(value: unknown): object {
  const references: unknown[] = [];
  const text = JSON.stringify(value, (_name, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    const [[name] = [''], ...more] = Object.entries(member);
    if (more.length > 0 || !(name === 'Ref' || name.startsWith('Fn::'))) return member;
    return `\u0000${references.push(member) - 1}\u0000`;
  });
  const parts = text
    .split(/\\u0000(\d+)\\u0000/)
    .map((part, index) => (index % 2 === 0 ? part : references[Number(part)]));
  return { 'Fn::Join': ['', parts] };
}
