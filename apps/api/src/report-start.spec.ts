import { describe, expect, it } from '@jest/globals';
import { captureLog } from '../../../libs/log/test/capture-log.ts';
import { reportStart } from './report-start.ts';

const report = (state?: string): readonly object[] => {
  const { log, records } = captureLog();
  reportStart(log, state === undefined ? {} : { [Symbol.for('code-cache')]: state });
  return records;
};

describe('reportStart', () => {
  const where = { node: process.version, arch: process.arch };

  it('says that the code cache is in use', () => {
    expect(report('accepted')).toMatchObject([
      { level: 'info', message: 'started', codeCache: 'accepted', ...where },
    ]);
  });

  it.each(['refused', 'absent'])('warns when it was %s', (codeCache) => {
    expect(report(codeCache)).toMatchObject([
      { level: 'warn', message: 'started without its code cache', codeCache, ...where },
    ]);
  });

  it('says nothing outside the bundle', () => {
    expect(report()).toEqual([]);
  });
});
