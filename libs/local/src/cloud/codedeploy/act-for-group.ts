import { AwsError } from '../endpoint/aws-error.ts';
import type { Input } from '../endpoint/call.ts';
import type { Principal } from '../endpoint/principal.ts';
import type { IamRecords } from '../iam/iam-records.ts';
import { trusts } from '../iam/role-permissions.ts';
import type { DeploymentRecord, DeploymentRecords } from './deployment-records.ts';
import { StepFailure } from './step-failure.ts';

export type ActingParts = {
  records: DeploymentRecords;
  iam: IamRecords;
  accountId: string;
  /** Calls an operation of a service. Throws AwsError. */
  call(
    service: string,
    operation: string,
    input: Input,
    region: string,
    principal: Principal,
  ): Promise<unknown>;
};

export type GroupActions = ReturnType<typeof createGroupActions>;

/** What deployments do to functions and see of alarms: as the role of their group, with its permissions. */
export function createGroupActions({ records, iam, accountId, call }: ActingParts) {
  const groupOf = ({ region, applicationName, deploymentGroupName }: DeploymentRecord) =>
    records.groups.get(region, applicationName, deploymentGroupName);

  const callAsRole = async (
    deployment: DeploymentRecord,
    service: string,
    operation: string,
    input: Input,
  ): Promise<unknown> => {
    const group = groupOf(deployment);
    if (!group) throw new StepFailure('DEPLOYMENT_GROUP_MISSING', 'The deployment group was deleted.');
    const role = iam.roles.list().find(({ Arn }) => Arn === group.serviceRoleArn);
    if (!role || !trusts(role, 'codedeploy.amazonaws.com', accountId))
      throw new StepFailure(
        'IAM_ROLE_MISSING',
        `CodeDeploy cannot assume the role ${group.serviceRoleArn}. Check that it exists and trusts codedeploy.amazonaws.com.`,
      );
    const principal: Principal = {
      kind: 'role',
      roleName: role.RoleName,
      sessionName: 'CodeDeploy',
      arn: `arn:aws:sts::${accountId}:assumed-role/${role.RoleName}/CodeDeploy`,
    };
    return await call(service, operation, input, deployment.region, principal);
  };

  return {
    /** Gives the target version a share of the traffic, in per cent. */
    async shift(deployment: DeploymentRecord, percent: number): Promise<void> {
      const { functionName, alias, currentVersion, targetVersion } = deployment.spec;
      const isAll = percent >= 100;
      await callAsRole(deployment, 'lambda', 'UpdateAlias', {
        FunctionName: functionName,
        Name: alias,
        FunctionVersion: isAll ? targetVersion : currentVersion,
        RoutingConfig: { AdditionalVersionWeights: isAll ? {} : { [targetVersion]: percent / 100 } },
      });
    },
    /** Name of an alarm that stops the deployment. */
    async findAlarm(deployment: DeploymentRecord): Promise<string | undefined> {
      const configuration = groupOf(deployment)?.alarmConfiguration;
      if (configuration?.enabled !== true) return undefined;
      for (const { name } of configuration.alarms ?? []) {
        try {
          const { MetricAlarms } = (await callAsRole(deployment, 'monitoring', 'DescribeAlarms', {
            AlarmNames: [name],
          })) as { MetricAlarms: { StateValue: string }[] };
          if (MetricAlarms.some(({ StateValue }) => StateValue === 'ALARM')) return name;
        } catch (error) {
          if (error instanceof AwsError && configuration.ignorePollAlarmFailure === true) continue;
          throw error;
        }
      }
      return undefined;
    },
    /** Runs a hook function to its end, and tells whether it ended without an error. */
    async runHook(deployment: DeploymentRecord, hook: string, executionId: string): Promise<boolean> {
      const event = { DeploymentId: deployment.deploymentId, LifecycleEventHookExecutionId: executionId };
      const { headers = {} } = (await callAsRole(deployment, 'lambda', 'Invoke', {
        FunctionName: hook,
        Payload: new TextEncoder().encode(JSON.stringify(event)),
      })) as { headers?: Record<string, string> };
      return headers['x-amz-function-error'] === undefined;
    },
  };
}
