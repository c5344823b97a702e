import type { Break } from './change.ts';

/** How a new version gets traffic. */
export const RELEASE: readonly Break[] = [
  [
    'no rollback',
    ['ReleaseGroup.AutoRollbackConfiguration.Enabled', false],
    'ReleaseGroup must roll back by itself on DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM, DEPLOYMENT_STOP_ON_REQUEST.',
  ],
  [
    'no rollback on an alarm',
    ['ReleaseGroup.AutoRollbackConfiguration.Events', ['DEPLOYMENT_FAILURE']],
    'ReleaseGroup must roll back by itself on DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM, DEPLOYMENT_STOP_ON_REQUEST.',
  ],
  [
    'steps that no alarm watches',
    ['ReleaseGroup.AlarmConfiguration'],
    'ReleaseGroup must watch alarms while it moves traffic step by step.',
  ],
];
