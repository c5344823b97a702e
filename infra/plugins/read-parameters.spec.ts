import { describe, expect, it } from '@jest/globals';
import { readParameters } from './read-parameters.ts';

function read(param: readonly string[], stage = 'dev') {
  const configurationInput = {
    params: { default: { one: 1, two: 'two', none: null }, dev: { two: 'of dev' }, prod: { two: 'of prod' } },
  };
  return readParameters({ configurationInput, processedInput: { commands: [], options: { param } } }, stage);
}

describe('readParameters', () => {
  it('takes the file of the stage before the defaults, as text', () => {
    expect(read([])).toEqual({ one: '1', two: 'of dev', none: '' });
    expect(read([], 'other')).toEqual({ one: '1', two: 'two', none: '' });
  });

  it('takes the command line before both, whatever the value holds', () => {
    expect(read(['two=a=b', 'none=x '], 'prod')).toEqual({ one: '1', two: 'a=b', none: 'x' });
  });
});
