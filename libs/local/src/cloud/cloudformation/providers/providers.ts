import { api } from './api.ts';
import { apiAuthorizer } from './api-authorizer.ts';
import { apiDeployment } from './api-deployment.ts';
import { apiDomainName } from './api-domain-name.ts';
import { apiIntegration } from './api-integration.ts';
import { apiMapping } from './api-mapping.ts';
import { apiRoute } from './api-route.ts';
import { apiStage } from './api-stage.ts';
import { certificate } from './certificate.ts';
import { cloudWatchAlarm } from './cloudwatch-alarm.ts';
import { cloudWatchCompositeAlarm } from './cloudwatch-composite-alarm.ts';
import { cloudWatchDashboard } from './cloudwatch-dashboard.ts';
import { codeDeployApplication } from './codedeploy-application.ts';
import { codeDeployConfig } from './codedeploy-config.ts';
import { codeDeployGroup } from './codedeploy-group.ts';
import { dynamoDbTable } from './dynamodb-table.ts';
import { eventsRule } from './events-rule.ts';
import { iamManagedPolicy } from './iam-managed-policy.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import { lambdaAlias } from './lambda-alias.ts';
import { lambdaEventInvokeConfig } from './lambda-event-invoke-config.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lambdaPermission } from './lambda-permission.ts';
import { lambdaVersion } from './lambda-version.ts';
import { logGroup } from './log-group.ts';
import { logsQueryDefinition } from './logs-query-definition.ts';
import { logMetricFilter } from './log-metric-filter.ts';
import type { Provider } from './provider.ts';
import { recordSet } from './record-set.ts';
import { s3Bucket } from './s3-bucket.ts';
import { s3BucketPolicy } from './s3-bucket-policy.ts';
import { schedulerScheduleGroup } from './scheduler-schedule-group.ts';
import { schedulerSchedule } from './scheduler-schedule.ts';
import { secret } from './secret.ts';
import { snsTopic } from './sns-topic.ts';
import { ssmParameter } from './ssm-parameter.ts';

/** Every resource type that stacks may have here. */
export const PROVIDERS: ReadonlyMap<string, Provider> = new Map(
  [
    api,
    apiAuthorizer,
    apiDeployment,
    apiDomainName,
    apiIntegration,
    apiMapping,
    apiRoute,
    apiStage,
    certificate,
    cloudWatchAlarm,
    cloudWatchCompositeAlarm,
    cloudWatchDashboard,
    codeDeployApplication,
    codeDeployConfig,
    codeDeployGroup,
    dynamoDbTable,
    eventsRule,
    iamManagedPolicy,
    iamPolicy,
    iamRole,
    lambdaAlias,
    lambdaEventInvokeConfig,
    lambdaFunction,
    lambdaPermission,
    lambdaVersion,
    logGroup,
    logMetricFilter,
    logsQueryDefinition,
    recordSet,
    s3Bucket,
    s3BucketPolicy,
    schedulerSchedule,
    schedulerScheduleGroup,
    secret,
    snsTopic,
    ssmParameter,
  ].map((provider) => [provider.type, provider]),
);
