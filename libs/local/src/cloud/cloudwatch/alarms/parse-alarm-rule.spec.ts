import { describe, expect, it } from '@jest/globals';
import type { AlarmState } from './alarm-records.ts';
import { parseAlarmRule } from './parse-alarm-rule.ts';

const STATES: Readonly<Record<string, AlarmState>> = {
  fires: 'ALARM',
  quiet: 'OK',
  new: 'INSUFFICIENT_DATA',
};
const holds = (rule: string): boolean => parseAlarmRule(rule).holds((name) => STATES[name]);

describe('parseAlarmRule', () => {
  it.each([
    ['ALARM(fires)', true],
    ['ALARM("quiet")', false],
    ['OK(quiet) AND INSUFFICIENT_DATA(new)', true],
    ['ALARM(quiet) OR ALARM(fires)', true],
    ['ALARM(fires) OR ALARM(quiet) AND ALARM(quiet)', true],
    ['(ALARM(fires) OR ALARM(quiet)) AND ALARM(quiet)', false],
    ['NOT ALARM(quiet) AND NOT (OK(fires))', true],
    ['ALARM(arn:aws:cloudwatch:eu-west-1:111122223333:alarm:fires)', true],
    ['ALARM(nowhere)', false],
    ['TRUE AND FALSE', false],
  ])('reads %s, which is %s', (rule, expected) => {
    expect(holds(rule)).toBe(expected);
  });

  it('knows the alarms that a rule is about', () => {
    expect([...parseAlarmRule('ALARM("a b") AND (OK(c) OR ALARM("a b"))').names]).toEqual(['a b', 'c']);
  });

  it.each(['', 'ALARM()', 'ALARM(a', 'ALARM(a) ALARM(b)', 'ALARM(a) AND', 'FIRES(a)', '(ALARM(a)'])(
    'rejects %j',
    (rule) => {
      expect(() => parseAlarmRule(rule)).toThrow('The alarm rule cannot be read');
    },
  );
});
