import { violationsAbout, referenceOf, resourcesOf, type Named, type Template } from './template.ts';

/** What undoes a deployment. @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html */
const ROLLBACK_EVENTS = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'];

/** What is wrong with the way in which a new version gets traffic, where CodeDeploy moves it. */
export function findReleaseViolations(template: Template): readonly string[] {
  const groups = resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup');
  return groups.length === 0
    ? []
    : [...groups.flatMap(groupViolations), ...aliasViolations(groups, template)];
}

function groupViolations({ id, properties }: Named): readonly string[] {
  const {
    AutoRollbackConfiguration = {},
    AlarmConfiguration = {},
    DeploymentConfigName,
  } = properties as {
    AutoRollbackConfiguration?: { Enabled?: boolean; Events?: readonly string[] };
    AlarmConfiguration?: { Enabled?: boolean; Alarms?: readonly unknown[] };
    DeploymentConfigName?: unknown;
  };
  const { Enabled, Events = [] } = AutoRollbackConfiguration;
  const isAtOnce = DeploymentConfigName === 'CodeDeployDefault.LambdaAllAtOnce';
  const isWatched = AlarmConfiguration.Enabled === true && (AlarmConfiguration.Alarms ?? []).length > 0;
  return violationsAbout(id, [
    !(Enabled === true && ROLLBACK_EVENTS.every((event) => Events.includes(event))) &&
      `must roll back by itself on ${ROLLBACK_EVENTS.join(', ')}.`,
    !isAtOnce && !isWatched && 'must watch alarms while it moves traffic step by step.',
  ]);
}

/** Each alias is moved by a group of its own, after a function of the template has checked the version. */
function aliasViolations(groups: readonly Named[], template: Template): readonly string[] {
  const aliases = resourcesOf(template, 'AWS::Lambda::Alias').map((alias) => {
    const { CodeDeployLambdaAliasUpdate: policy = {} } = (alias.resource['UpdatePolicy'] ?? {}) as {
      CodeDeployLambdaAliasUpdate?: Readonly<Record<string, unknown>>;
    };
    return { id: alias.id, policy, group: referenceOf(policy['DeploymentGroupName']) };
  });
  return aliases.flatMap(({ id, policy, group }) => {
    const hook = template.Resources[referenceOf(policy['BeforeAllowTrafficHook']) ?? ''];
    const isShared = aliases.some((other) => other.id !== id && other.group === group);
    return violationsAbout(id, [
      !groups.some((one) => one.id === group) &&
        `must be moved by ${groups.map((one) => one.id).join(' or ')}, by its UpdatePolicy.`,
      group !== undefined && isShared && `must be moved by a group of its own: ${group} moves one at a time.`,
      hook?.Type !== 'AWS::Lambda::Function' && 'must have its version checked before it gets traffic.',
    ]);
  });
}
