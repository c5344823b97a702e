import { request } from 'node:http';
import {
  CloudWatchClient,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

jest.setTimeout(60_000);

let cloud: TestCloud;
let client: CloudWatchClient;
beforeAll(async () => {
  cloud = await startTestCloud({ pagePort: 0 });
  client = new CloudWatchClient(cloud.client);
});
afterAll(() => cloud.remove());

const HOSTILE = '<script>alert("1")</script>';

const show = async (path = ''): Promise<{ status: number; html: string }> => {
  const response = await fetch(`${cloud.pageUrl}${path}`);
  return { status: response.status, html: await response.text() };
};
const alarm = async (AlarmName: string): Promise<string> => {
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName,
      AlarmDescription: HOSTILE,
      Namespace: 'shop',
      MetricName: 'none',
      Statistic: 'Sum',
      Period: 3600,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    }),
  );
  return `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${AlarmName}`;
};
const measure = (MetricName: string, Value: number, Unit: 'Count' | 'Milliseconds' = 'Count') =>
  client.send(
    new PutMetricDataCommand({
      Namespace: 'shop',
      MetricData: [{ MetricName, Value, Unit, Dimensions: [{ Name: 'Stage', Value: 'mvp' }] }],
    }),
  );

describe('the page of the local AWS', () => {
  it('says how one comes to a dashboard while there is none', async () => {
    const { status, html } = await show();
    expect([status, html]).toEqual([200, expect.stringContaining('--param watch=on')]);
  });

  it('shows requests, errors, latency and alarms of a dashboard, those that fire first', async () => {
    const alarms = [await alarm('shop-quiet'), await alarm('z-firing')];
    await client.send(
      new SetAlarmStateCommand({ AlarmName: 'z-firing', StateValue: 'ALARM', StateReason: HOSTILE }),
    );
    for (const value of [30, 12]) await measure('Count', value);
    await measure('5xx', 7);
    await measure('Latency', 250, 'Milliseconds');
    const metrics = [
      ['shop', 'Count', 'Stage', 'mvp', { stat: 'Sum' }],
      ['.', '5xx', '.', '.', { stat: 'Sum' }],
      ['...', { stat: 'SampleCount', label: 'how many' }],
    ];
    const latency = [
      ['shop', 'Latency', 'Stage', 'other', { stat: 'p99', label: 'of another' }],
      ['shop', 'Latency', 'Stage', 'mvp', { stat: 'p99', label: 'Latency p99' }],
    ];
    const widgets = [
      { type: 'alarm', properties: { title: 'Alarms', alarms } },
      { type: 'metric', properties: { title: HOSTILE, region: 'eu-west-1', metrics } },
      { type: 'metric', properties: { title: 'Latency', region: 'eu-west-1', metrics: latency } },
      { type: 'log', properties: { title: 'Lines' } },
    ];
    await client.send(
      new PutDashboardCommand({ DashboardName: 'shop', DashboardBody: JSON.stringify({ widgets }) }),
    );
    const { status, html } = await show();
    expect(status).toBe(200);
    for (const shown of [
      '<b>42</b> requests',
      '<b>7</b> with 5xx',
      '<b>250 ms</b> highest p99',
      '<b>1</b> of 2 alarms firing',
      'how many <b>1</b>',
      'This kind of widget is not drawn here.',
    ])
      expect(html).toContain(shown);
    // By what the heading does not say.
    const at = ['z-firing</summary>', '</span> quiet</summary>'].map((shown) => html.indexOf(shown));
    expect(at).toEqual(at.toSorted((one, other) => one - other));
    expect(at).not.toContain(-1);
    // What was not measured comes last, and has no colour.
    expect(html).toContain(
      '<i class="c0"></i>Latency p99 <b>250 ms</b></li><li class="none">of another <b>none</b>',
    );
    // Titles, descriptions and reasons are text, and never markup.
    expect(html).not.toContain('<script');
    expect(html.split('&lt;script&gt;')).toHaveLength(5);
  });

  it('shows another time, and no dashboard that there is not', async () => {
    expect((await show('shop?minutes=360')).html).toContain('aria-current="page">360 min');
    expect((await show('shop?minutes=7')).html).toContain('aria-current="page">15 min');
    expect((await show('nowhere')).status).toBe(404);
    expect((await show('%3Cscript%3E')).html).not.toContain('<script');
  });

  it('is looked at from this machine alone, runs nothing, and changes nothing', async () => {
    const response = await fetch(cloud.pageUrl ?? '');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
    expect((await fetch(cloud.pageUrl ?? '', { method: 'POST' })).status).toBe(405);
    const { port } = new URL(cloud.pageUrl ?? '');
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, headers: { host: 'attacker.example' } }, (foreign) => {
        foreign.resume();
        resolve(foreign.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});
