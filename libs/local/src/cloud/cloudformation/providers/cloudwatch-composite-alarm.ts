import { createAlarmProvider } from './create-alarm-provider.ts';

/** An alarm that goes off by the states of others. */
export const cloudWatchCompositeAlarm = createAlarmProvider({
  type: 'AWS::CloudWatch::CompositeAlarm',
  operation: 'PutCompositeAlarm',
  settings: [
    'ActionsEnabled',
    'AlarmActions',
    'AlarmDescription',
    'AlarmRule',
    'InsufficientDataActions',
    'OKActions',
  ],
});
