import type { Store } from '../store/open-store.ts';
import type { AppSpec } from './parse-app-spec.ts';
import type { TrafficRouting } from './traffic-routing.ts';

export type ApplicationRecord = {
  region: string;
  applicationId: string;
  applicationName: string;
  createTime: number;
  tags: Record<string, string>;
};

export type ConfigRecord = {
  region: string;
  deploymentConfigId: string;
  deploymentConfigName: string;
  createTime: number;
  trafficRoutingConfig: TrafficRouting;
};

export type AlarmConfiguration = {
  enabled?: boolean;
  ignorePollAlarmFailure?: boolean;
  alarms?: { name: string }[];
};

export type RollbackEvent = 'DEPLOYMENT_FAILURE' | 'DEPLOYMENT_STOP_ON_ALARM' | 'DEPLOYMENT_STOP_ON_REQUEST';

export type AutoRollbackConfiguration = { enabled?: boolean; events?: RollbackEvent[] };

export type GroupRecord = {
  region: string;
  deploymentGroupId: string;
  deploymentGroupName: string;
  applicationName: string;
  serviceRoleArn: string;
  deploymentConfigName: string;
  alarmConfiguration?: AlarmConfiguration;
  autoRollbackConfiguration?: AutoRollbackConfiguration;
  tags: Record<string, string>;
};

export type LifecycleEvent = {
  lifecycleEventName: 'BeforeAllowTraffic' | 'AllowTraffic' | 'AfterAllowTraffic';
  status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped';
  startTime?: number;
  endTime?: number;
  /** What the hook function reports its result with. */
  hookExecutionId?: string;
};

export type DeploymentStatus = 'Created' | 'InProgress' | 'Succeeded' | 'Failed' | 'Stopped';

export type DeploymentRecord = {
  region: string;
  deploymentId: string;
  applicationName: string;
  deploymentGroupName: string;
  deploymentConfigName: string;
  description?: string;
  /** As it was given. */
  revision: { revisionType: 'AppSpecContent' | 'String'; content: string };
  spec: AppSpec;
  creator: 'user' | 'codeDeployRollback';
  status: DeploymentStatus;
  createTime: number;
  startTime?: number;
  completeTime?: number;
  errorInformation?: { code: string; message: string };
  rollbackInfo?: {
    rollbackDeploymentId?: string;
    rollbackTriggeringDeploymentId?: string;
    rollbackMessage?: string;
  };
  events: LifecycleEvent[];
  /** How many steps of traffic were taken, and when the next one is due, in milliseconds since 1970. */
  steps: { taken: number; nextAt: number };
  /** Per cent of invocations that the target version gets. */
  weight: number;
  /** As the group had it when the deployment was made. */
  autoRollback: AutoRollbackConfiguration;
};

/**
 * Where CodeDeploy keeps what it knows: applications and configurations by region and name, groups by region, application and
 * name, deployments by region and id.
 */
export function openDeploymentRecords(store: Store) {
  return {
    applications: store.collection<ApplicationRecord>('codedeploy-application'),
    configs: store.collection<ConfigRecord>('codedeploy-config'),
    groups: store.collection<GroupRecord>('codedeploy-group'),
    deployments: store.collection<DeploymentRecord>('codedeploy-deployment'),
  };
}

export type DeploymentRecords = ReturnType<typeof openDeploymentRecords>;

export function isOver({ status }: Pick<DeploymentRecord, 'status'>): boolean {
  return status === 'Succeeded' || status === 'Failed' || status === 'Stopped';
}
