import { describe, expect, it } from '@jest/globals';
import { createLog, type LogFields } from './create-log.ts';
import { createMetrics, embedMetrics, NO_METRICS } from './metrics.ts';

const OPTIONS = { namespace: 'my-api', dimensions: { FunctionName: 'my-api-dev-api' } };

describe('embedMetrics', () => {
  it('puts values, dimensions and what CloudWatch is to make of them at the root of a line', () => {
    const groups = [
      { measures: [{ name: 'Requests', value: 1, unit: 'Count' }] },
      {
        measures: [{ name: 'Latency', value: 2.5, unit: 'Milliseconds' }],
        dimensions: { Route: 'GET /v1/me' },
      },
    ] as const;
    expect(embedMetrics(OPTIONS, groups, 42)).toEqual({
      FunctionName: 'my-api-dev-api',
      Route: 'GET /v1/me',
      Requests: 1,
      Latency: 2.5,
      _aws: {
        Timestamp: 42,
        CloudWatchMetrics: [
          {
            Namespace: 'my-api',
            Dimensions: [['FunctionName']],
            Metrics: [{ Name: 'Requests', Unit: 'Count' }],
          },
          {
            Namespace: 'my-api',
            Dimensions: [['FunctionName', 'Route']],
            Metrics: [{ Name: 'Latency', Unit: 'Milliseconds' }],
          },
        ],
      },
    });
  });

  it('survives the log whole, on one line', () => {
    const lines: string[] = [];
    const log = createLog({ write: (line) => lines.push(line) });
    const fields = embedMetrics(OPTIONS, [{ measures: [{ name: 'A', value: 1, unit: 'Count' }] }], 42);
    log.info('request', fields);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject(fields);
  });

  it.each([Number.NaN, Infinity])('leaves %s out', (value) => {
    expect(embedMetrics(OPTIONS, [{ measures: [{ name: 'A', value, unit: 'Count' }] }])).toEqual({});
  });

  it.each([
    ['', 'none'],
    ['Zürich\n', 'Z?rich?'],
    ['x'.repeat(300), 'x'.repeat(255)],
  ])('makes a dimension of %j that CloudWatch takes', (given, taken) => {
    const group = {
      measures: [{ name: 'A', value: 1, unit: 'Count' }],
      dimensions: { City: given },
    } as const;
    expect(embedMetrics(OPTIONS, [group])).toMatchObject({ City: taken });
  });
});

describe('createMetrics', () => {
  it('notes a count of one, a count of many and a measurement, each by itself', () => {
    const written: LogFields[] = [];
    const metrics = createMetrics(OPTIONS, (fields) => written.push(fields));
    metrics.count('OrdersPlaced');
    metrics.count('ItemsSold', 3, { Plan: 'free' });
    metrics.record('BasketValue', 12.5, 'None');
    expect(written).toMatchObject([
      {
        OrdersPlaced: 1,
        FunctionName: 'my-api-dev-api',
        _aws: { CloudWatchMetrics: [{ Metrics: [{ Name: 'OrdersPlaced', Unit: 'Count' }] }] },
      },
      { ItemsSold: 3, Plan: 'free' },
      { BasketValue: 12.5 },
    ]);
  });

  it('writes nothing for what is no number', () => {
    const written: LogFields[] = [];
    createMetrics(OPTIONS, (fields) => written.push(fields)).record('A', Number.NaN, 'None');
    expect(written).toEqual([]);
  });

  it('notes nothing when metrics are off', () => {
    expect([NO_METRICS.count('A'), NO_METRICS.record('A', 1, 'None')]).toEqual([undefined, undefined]);
  });
});
