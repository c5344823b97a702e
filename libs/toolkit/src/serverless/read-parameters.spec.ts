import { describe, expect, it } from '@jest/globals';
import { readParameters } from './read-parameters.ts';

function read(param: readonly string[], stage = 'dev', region?: string) {
  const configurationInput = {
    params: {
      default: { one: 1, two: 'two', none: null },
      dev: { two: 'of dev' },
      prod: { one: null, two: 'of prod' },
    },
  };
  const options = { param, ...(region !== undefined && { region }) };
  return readParameters({ configurationInput, processedInput: { commands: [], options } }, stage);
}

describe('readParameters', () => {
  it('takes the file of the stage before the defaults, as text', () => {
    expect(read([])).toEqual({ one: '1', two: 'of dev' });
    expect(read([], 'other')).toEqual({ one: '1', two: 'two' });
    expect(read([], 'bare')).toEqual({ one: '1', two: 'two' });
  });

  it('takes the default where the file of the stage says null', () => {
    expect(read([], 'prod')).toEqual({ one: '1', two: 'of prod' });
  });

  it('takes the command line before both, whatever the value holds', () => {
    expect(read(['two=a=b', 'none=x '], 'prod')).toEqual({ one: '1', two: 'a=b', none: 'x' });
  });
  it('takes the region that is deployed to, whatever the parameter of that name says', () => {
    expect(read(['region=eu-west-1'], 'dev', 'us-east-1')).toMatchObject({ region: 'us-east-1' });
    expect(read(['region=eu-west-1'])).toMatchObject({ region: 'eu-west-1' });
  });
});
