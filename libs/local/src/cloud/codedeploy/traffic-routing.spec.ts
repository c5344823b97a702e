import { describe, expect, it } from '@jest/globals';
import { DEFAULT_ROUTINGS, stepsOf, type TrafficRouting } from './traffic-routing.ts';

const percents = (routing: TrafficRouting): number[] => stepsOf(routing).map(({ percent }) => percent);

describe('stepsOf', () => {
  it('moves everything in one step when it is all at once', () => {
    expect(stepsOf({ type: 'AllAtOnce' })).toEqual([{ percent: 100, minutes: 0 }]);
  });

  it('holds a canary for its interval, and then moves the rest', () => {
    const timeBasedCanary = { canaryPercentage: 5, canaryInterval: 15 };
    expect(stepsOf({ type: 'TimeBasedCanary', timeBasedCanary })).toEqual([
      { percent: 5, minutes: 15 },
      { percent: 100, minutes: 0 },
    ]);
  });

  it.each([
    [25, [25, 50, 75, 100]],
    [30, [30, 60, 90, 100]],
    [100, [100]],
  ])(
    'moves %i per cent at a time, and no more than is left, when it is linear',
    (linearPercentage, expected) => {
      const timeBasedLinear = { linearPercentage, linearInterval: 2 };
      expect(percents({ type: 'TimeBasedLinear', timeBasedLinear })).toEqual(expected);
    },
  );
});

describe('DEFAULT_ROUTINGS', () => {
  it('has the names of AWS', () => {
    expect([...DEFAULT_ROUTINGS.keys()]).toEqual([
      'CodeDeployDefault.LambdaAllAtOnce',
      'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      'CodeDeployDefault.LambdaCanary10Percent10Minutes',
      'CodeDeployDefault.LambdaCanary10Percent15Minutes',
      'CodeDeployDefault.LambdaCanary10Percent30Minutes',
      'CodeDeployDefault.LambdaLinear10PercentEvery1Minute',
      'CodeDeployDefault.LambdaLinear10PercentEvery2Minutes',
      'CodeDeployDefault.LambdaLinear10PercentEvery3Minutes',
      'CodeDeployDefault.LambdaLinear10PercentEvery10Minutes',
    ]);
  });
});
