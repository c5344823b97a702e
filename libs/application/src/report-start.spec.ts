import { describe, expect, it } from '@jest/globals';
import { captureLog } from '@lambda-nest/testing';
import { createReporting } from './reporting.ts';
import { reportStart } from './report-start.ts';

const METRICS = { namespace: 'my-api', functionName: 'my-api-dev-api', perRoute: false };

const report = (state?: string, metrics?: typeof METRICS): readonly object[] => {
  const { log, records } = captureLog();
  const source = { logLevel: 'info', isLogPretty: false, ...(metrics && { metrics }) } as const;
  reportStart(
    createReporting(source, log, {}),
    state === undefined ? {} : { [Symbol.for('code-cache')]: state },
  );
  return records;
};

describe('reportStart', () => {
  const where = { node: process.version, arch: process.arch };

  it.each(['accepted', 'absent'])('says that the code cache is %s', (codeCache) => {
    expect(report(codeCache)).toMatchObject([{ level: 'info', message: 'started', codeCache, ...where }]);
  });

  it('warns when it was rejected', () => {
    expect(report('rejected')).toMatchObject([
      { level: 'warn', message: 'started without its code cache', codeCache: 'rejected', ...where },
    ]);
  });

  it.each([
    ['rejected', 1],
    ['accepted', 0],
  ])('counts a code cache that is %s as %i rejected', (state, CodeCacheRejected) => {
    expect(report(state, METRICS)).toMatchObject([
      {
        CodeCacheRejected,
        FunctionName: 'my-api-dev-api',
        _aws: { CloudWatchMetrics: [{ Namespace: 'my-api' }] },
      },
    ]);
  });

  it('says nothing outside the bundle', () => {
    expect(report()).toEqual([]);
  });
});
