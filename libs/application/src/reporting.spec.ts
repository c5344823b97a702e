import { describe, expect, it, jest } from '@jest/globals';
import { NO_METRICS } from '@lambda-nest/log';
import { createReporting } from './reporting.ts';

const METRICS = { namespace: 'my-api', functionName: 'my-api-dev-api', perRoute: true };
const GROUPS = [{ measures: [{ name: 'Requests', value: 1, unit: 'Count' }] }] as const;

const written = (logLevel: 'info' | 'error' | 'silent', metrics?: typeof METRICS): object[] => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const reporting = createReporting(
    { logLevel, isLogPretty: false, ...(metrics && { metrics }) },
    undefined,
    {},
  );
  reporting.log.info('plain');
  reporting.measured.info('request', reporting.embed(GROUPS));
  reporting.metrics.count('OrdersPlaced');
  const lines = write.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
  write.mockRestore();
  return lines;
};

describe('createReporting', () => {
  it('writes what is measured into the line, and what a team counts into one of its own', () => {
    expect(written('info', METRICS)).toMatchObject([
      { message: 'plain' },
      { message: 'request', Requests: 1, FunctionName: 'my-api-dev-api' },
      { message: 'metric', OrdersPlaced: 1, FunctionName: 'my-api-dev-api' },
    ]);
  });

  it('writes lines with metrics, and no others, when the level would leave them out', () => {
    expect(written('error', METRICS)).toMatchObject([{ Requests: 1 }, { OrdersPlaced: 1 }]);
  });

  it('writes nothing at all when the log is silent', () => {
    expect(written('silent', METRICS)).toEqual([]);
  });

  it('makes no metrics unless they are asked for', () => {
    const lines = written('info');
    expect(lines).toHaveLength(2);
    expect(lines[1]).not.toHaveProperty('_aws');
    expect(createReporting({ logLevel: 'info', isLogPretty: false }, undefined, {}).metrics).toBe(NO_METRICS);
  });
});
