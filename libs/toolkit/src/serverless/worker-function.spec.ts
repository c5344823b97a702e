import { describe, expect, it } from '@jest/globals';
import { describeWorker, resourceNameOf, zipOf } from './worker-function.ts';

describe('describeWorker', () => {
  it('gives a worker its own zip, role and time-out, and no variable of the API', () => {
    expect(describeWorker('worker', { name: 'worker' }, { service: 'shop', stage: 'dev' })).toEqual({
      name: 'shop-dev-worker',
      handler: 'lambda.handler',
      role: 'WorkerRole',
      package: { artifact: 'dist/worker.zip' },
      timeout: 60,
      versionFunction: false,
      environment: {
        LOG_LEVEL: '${param:logLevel}',
        METRICS: '${param:metrics, null}',
        METRICS_NAMESPACE: 'shop',
      },
    });
  });

  it('takes time-out and memory from its description', () => {
    expect(
      describeWorker(
        'order-mails',
        { name: 'mails', timeout: 900, memoryMb: 256 },
        { service: 'shop', stage: 'dev', artifact: 'kept/1/api.zip' },
      ),
    ).toMatchObject({
      name: 'shop-dev-mails',
      role: 'OrderDashmailsRole',
      timeout: 900,
      memorySize: 256,
      package: { artifact: 'kept/1/mails.zip' },
    });
  });
});

describe('zipOf', () => {
  it.each([
    [undefined, 'dist/worker.zip'],
    ['', 'dist/worker.zip'],
    ['api.zip', 'worker.zip'],
    ['/kept/shop-1.zip', '/kept/worker.zip'],
  ])('lies beside the zip of the API: %s', (artifact, zip) => {
    expect(zipOf('worker', artifact)).toBe(zip);
  });
});

describe('resourceNameOf', () => {
  it.each([
    ['worker', 'Worker'],
    ['order-mails', 'OrderDashmails'],
    ['order_mails', 'OrderUnderscoremails'],
  ])('is as osls names resources: %s', (key, name) => {
    expect(resourceNameOf(key)).toBe(name);
  });
});
