import { violationsAbout, referenceOf, resourcesOf, type Named, type Template } from './template.ts';

/** What undoes a deployment. @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html */
const ROLLBACK_EVENTS = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'];

/** What is wrong with the way in which a new version gets traffic, where CodeDeploy moves it. */
export function findReleaseViolations(template: Template): readonly string[] {
  return resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup').flatMap((group) => [
    ...groupViolations(group),
    ...aliasViolations(group, template),
  ]);
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

/** An alias is moved by the group, after a function of the template has checked the version. */
function aliasViolations(group: Named, template: Template): readonly string[] {
  return resourcesOf(template, 'AWS::Lambda::Alias').flatMap(({ id, resource }) => {
    const { CodeDeployLambdaAliasUpdate: policy = {} } = (resource['UpdatePolicy'] ?? {}) as {
      CodeDeployLambdaAliasUpdate?: Readonly<Record<string, unknown>>;
    };
    const hook = template.Resources[referenceOf(policy['BeforeAllowTrafficHook']) ?? ''];
    return violationsAbout(id, [
      referenceOf(policy['DeploymentGroupName']) !== group.id &&
        `must be moved by ${group.id}, by its UpdatePolicy.`,
      hook?.Type !== 'AWS::Lambda::Function' && 'must have its version checked before it gets traffic.',
    ]);
  });
}
