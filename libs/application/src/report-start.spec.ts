import { describe, expect, it } from '@jest/globals';
import { captureLog } from '../../testing/src/capture-log.ts';
import { reportStart } from './report-start.ts';

const report = (state?: string): readonly object[] => {
  const { log, records } = captureLog();
  reportStart(log, state === undefined ? {} : { [Symbol.for('code-cache')]: state });
  return records;
};

describe('reportStart', () => {
  const where = { node: process.version, arch: process.arch };

  it.each(['accepted', 'absent'])('says that the code cache is %s', (codeCache) => {
    expect(report(codeCache)).toMatchObject([{ level: 'info', message: 'started', codeCache, ...where }]);
  });

  it('warns when it was refused', () => {
    expect(report('refused')).toMatchObject([
      { level: 'warn', message: 'started without its code cache', codeCache: 'refused', ...where },
    ]);
  });

  it('says nothing outside the bundle', () => {
    expect(report()).toEqual([]);
  });
});
