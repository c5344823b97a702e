import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseTemplate } from '../../libs/local/src/cloud/cloudformation/template/parse-template.ts';
import { foldConditions } from '../../libs/toolkit/src/template/fold-conditions.ts';
import { resourcesOf, textsIn, type Template } from '../../libs/toolkit/src/template/template.ts';
import { repeatForFunctions } from '../../libs/toolkit/src/serverless/repeat-for-functions.ts';

/** What infra/resources says of watching and releasing, with every condition decided by its defaults. */
function readResources(): Template['Resources'] {
  const parts = ['watch', 'release'].map((name) => {
    const text = readFileSync(`infra/resources/${name}.yml`, 'utf8')
      .replaceAll('${self:service}-${sls:stage}', 'shop-dev')
      .replaceAll('${self:functions.api.name}', 'shop-dev-api')
      .replaceAll('${sls:stage}', 'dev')
      .replaceAll("'${param:passwordFlow}'", 'off')
      .replaceAll('\'${param:metrics, "off"}\'', 'service')
      .replaceAll(/'?\$\{(?:param|stack):\w+, "?([\w-]*)"?\}'?/g, "'$1'");
    return parseTemplate(text) as unknown as Template;
  });
  return foldConditions({
    Resources: Object.assign({}, ...parts.map(({ Resources }) => Resources)) as Template['Resources'],
    Conditions: Object.assign({}, ...parts.map((one) => one['Conditions'])) as object,
  }).Resources;
}

const lambda = (name: string, Timeout: number) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: `shop-dev-${name}`, Timeout },
});
const TEMPLATE: Template = {
  Resources: {
    ...readResources(),
    ApiLambdaFunction: lambda('api', 28),
    OrdersLambdaFunction: lambda('orders', 10),
    WorkerLambdaFunction: lambda('worker', 120),
  },
};
const ORDERS = { key: 'orders', name: 'orders', kind: 'api' } as const;
const WORKER = { key: 'worker', name: 'worker', kind: 'worker' } as const;

const { Resources } = repeatForFunctions(TEMPLATE, [ORDERS, WORKER]);
const added = (prefix: string): readonly string[] =>
  Object.keys(Resources)
    .filter((id) => id.startsWith(prefix) && !(id in TEMPLATE.Resources))
    .sort();

describe('repeatForFunctions', () => {
  it('gives a function that adds routes the alarms and the release of the one that describes the API', () => {
    expect(added('Orders')).toEqual([
      'OrdersCodeCacheAlarm',
      'OrdersConcurrencyAlarm',
      'OrdersIdentityAlarm',
      'OrdersInitErrorsAlarm',
      'OrdersInitErrorsFilter',
      'OrdersLatencyAlarm',
      'OrdersReleaseCheck',
      'OrdersReleaseCheckLogGroup',
      'OrdersReleaseCheckRole',
      'OrdersReleaseGroup',
      'OrdersReleaseRole',
      'OrdersThrottlesAlarm',
    ]);
  });

  it('gives a worker the alarms that need no caller, and one of its failures', () => {
    expect(added('Worker')).toEqual([
      'WorkerCodeCacheAlarm',
      'WorkerConcurrencyAlarm',
      'WorkerFailuresAlarm',
      'WorkerInitErrorsAlarm',
      'WorkerInitErrorsFilter',
      'WorkerLatencyAlarm',
      'WorkerThrottlesAlarm',
    ]);
    expect(Resources['WorkerFailuresAlarm']?.Properties).toMatchObject({
      AlarmName: 'shop-dev-failures-worker',
      AlarmActions: [{ Ref: 'AlarmTopic' }],
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'WorkerLambdaFunction' } }],
      Threshold: 1,
      EvaluationPeriods: 1,
    });
    expect(Resources['WorkerLatencyAlarm']?.Properties).toMatchObject({
      AlarmName: 'shop-dev-latency-worker',
      AlarmDescription: expect.stringMatching(/^Function worker: One invocation in a hundred/),
      Threshold: 96_000,
    });
  });

  it('lets nothing of one function refer to another', () => {
    for (const prefix of ['Orders', 'Worker']) {
      const texts = textsIn(added(prefix).map((id) => Resources[id] ?? { Type: '' }));
      expect(texts.filter((text) => /^Api|shop-dev-api/.test(text))).toEqual([]);
    }
  });

  it('has no two alarms of one name', () => {
    const names = resourcesOf({ Resources }, 'AWS::CloudWatch::Alarm').map(
      ({ properties }) => properties['AlarmName'],
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('has the kept queries look into the logs of all', () => {
    const queries = resourcesOf({ Resources }, 'AWS::Logs::QueryDefinition');
    expect(queries.length).toBeGreaterThan(3);
    for (const { properties } of queries)
      expect(properties['LogGroupNames']).toEqual([
        { Ref: 'ApiLogGroup' },
        { Ref: 'OrdersLogGroup' },
        { Ref: 'WorkerLogGroup' },
      ]);
  });

  it('adds no alarm where nobody watches', () => {
    const { ApiLambdaFunction, WorkerLambdaFunction } = TEMPLATE.Resources;
    const unwatched = { Resources: { ApiLambdaFunction, WorkerLambdaFunction } } as Template;
    expect(repeatForFunctions(unwatched, [WORKER])).toEqual(unwatched);
  });
});
