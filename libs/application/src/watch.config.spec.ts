import { describe, expect, it } from '@jest/globals';
import { DEPLOYED } from '../test/config-problems.ts';
import { parseConfig } from './config.ts';

describe('parseConfig, of what is reported', () => {
  it('makes no metrics unless they are asked for', () => {
    expect(parseConfig(DEPLOYED)).not.toHaveProperty('metrics');
    const variables = {
      METRICS: 'routes',
      METRICS_NAMESPACE: 'my-api',
      AWS_LAMBDA_FUNCTION_NAME: 'my-api-dev-api',
    };
    expect(parseConfig({ ...DEPLOYED, ...variables }).metrics).toEqual({
      perRoute: true,
      namespace: 'my-api',
      functionName: 'my-api-dev-api',
    });
  });

  it.each([
    [{ METRICS: 'all' }, 'METRICS must be one of off, service, routes.'],
    [{ METRICS_NAMESPACE: 'my api' }, 'METRICS_NAMESPACE is not a namespace of CloudWatch.'],
    [{ LOG_CALLER: 'email' }, 'LOG_CALLER must be one of plain, hashed, off.'],
  ])('rejects %j', (variables, problem) => {
    expect(() => parseConfig({ ...DEPLOYED, ...variables })).toThrow(problem);
  });
});
