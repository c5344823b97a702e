import { rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createReachable } from './api-gateway/reachable-addresses.ts';
import { createAlarmActions } from './cloudwatch/alarms/alarm-actions.ts';
import { openAlarmRecords } from './cloudwatch/alarms/alarm-records.ts';
import { watchAlarms } from './cloudwatch/alarms/watch-alarms.ts';
import { createCloudWatch } from './cloudwatch/create-cloudwatch.ts';
import { openMetricTable } from './cloudwatch/metrics/metric-table.ts';
import { createApiMetrics } from './cloudwatch/sources/api-metrics.ts';
import { createLambdaMetrics } from './cloudwatch/sources/lambda-metrics.ts';
import { createLogMetrics } from './cloudwatch/sources/create-log-metrics.ts';
import { createStacks } from './create-stacks.ts';
import { createDynamoDb } from './dynamodb/create-dynamodb.ts';
import { serveTables } from './dynamodb/serve-tables.ts';
import { createPage } from './page/serve-page.ts';
import { createEcr } from './ecr/create-ecr.ts';
import { createEvents } from './events/create-events.ts';
import { createDelivery } from './events/deliver-to-targets.ts';
import { openRuleRecords } from './events/rule-records.ts';
import { createScheduler } from './scheduler/create-scheduler.ts';
import { runSchedules } from './scheduler/run-schedules.ts';
import { openScheduleRecords } from './scheduler/schedule-records.ts';
import type { Timetable } from './timetable/timetable.ts';
import { createRoute53 } from './route53/create-route53.ts';
import { createCodeDeploy } from './codedeploy/create-code-deploy.ts';
import { openDeploymentRecords } from './codedeploy/deployment-records.ts';
import { runDeployments } from './codedeploy/run-deployments.ts';
import { createAcm, createCertificateCheck } from './acm/create-acm.ts';
import { createApiGateway } from './api-gateway/create-api-gateway.ts';
import { openApiRecords } from './api-gateway/api-records.ts';
import { createThrottles } from './api-gateway/serving/create-throttles.ts';
import { createFunctionRunner } from './api-gateway/serving/run-function.ts';
import { createApiServer, type ServedRequest } from './api-gateway/serving/serve-apis.ts';
import { createIssuers, type CloudIdentity } from './identity/cloud-identity.ts';
import { createAuthorizer, createRoleAllows } from './endpoint/authorize-call.ts';
import type { Service } from './endpoint/call.ts';
import { createServiceCalls } from './endpoint/call-service.ts';
import type { Serving } from './endpoint/serve-call.ts';
import { createIam } from './iam/create-iam.ts';
import { createLambda } from './lambda/create-lambda.ts';
import { createStartEnvironment, type Outside } from './lambda/sandbox/start-environment.ts';
import { linkRuntimeModules } from './lambda/sandbox/link-runtime-modules.ts';
import { codeFolderOf } from './lambda/sandbox/unpack-code.ts';
import { createSandboxPool } from './lambda/sandbox/sandbox-pool.ts';
import { createLogs } from './logs/create-logs.ts';
import { openEventTable } from './logs/event-table.ts';
import { openLogRecords } from './logs/log-records.ts';
import { createLogWriter } from './logs/log-writer.ts';
import { openIamRecords } from './iam/iam-records.ts';
import { createS3, type S3 } from './s3/create-s3.ts';
import { createSecretsManager } from './secrets-manager/create-secrets-manager.ts';
import { sweepBlobs } from './sweep-blobs.ts';
import { createPublish, createSns } from './sns/create-sns.ts';
import { openTopicRecords } from './sns/topic-records.ts';
import { createSsm } from './ssm/create-ssm.ts';
import { openBlobs } from './store/blobs.ts';
import type { Store } from './store/open-store.ts';
import { createSessions } from './sts/sessions.ts';
import { createSts } from './sts/create-sts.ts';

export type ServicesOptions = {
  store: Store;
  accountId: string;
  defaultRegion: string;
  /** Where requests of functions go that would leave for the world. */
  outside(): Outside;
  /** Identity providers beside the cloud. */
  identities: readonly CloudIdentity[];
  /** Where the cloud is reached: `http://127.0.0.1:4566`. */
  url(): string;
  /** Told of every request of a deployed API. */
  served(request: ServedRequest): void;
  /** Told of every action of the developer, of every service but S3: `lambda:UpdateAlias`. */
  called(action: string): void;
  /** Milliseconds that every step of a stack operation takes at least. */
  stepMs: number;
  /** Milliseconds that a minute of a deployment of CodeDeploy lasts. */
  minuteMs: number;
  /** How many invocations there may be at once, of all functions together. */
  accountConcurrency: number;
  log(line: string): void;
};

export type Services = Serving & {
  s3: S3;
  /** Serves a request of a deployed API; `false` for another one. */
  serveApi: ReturnType<typeof createApiServer>;
  /** Shows dashboards to a browser. */
  servePage: RequestListener;
  /** Goes on with what was under way when the cloud ended. */
  resume(): void;
  close(): Promise<void>;
};

/** What a laptop can hold; more than that wait for one that is free. */
const MAX_ENVIRONMENTS = 50;

/** Puts the services of the local AWS together. */
export function createServices(options: ServicesOptions): Services {
  const { store, accountId, defaultRegion, outside, accountConcurrency, log } = options;
  const blobs = openBlobs(join(store.folder, 'blobs'));
  const iamRecords = openIamRecords(store);
  const sessions = createSessions(store, accountId);
  const roleAllows = createRoleAllows(iamRecords);
  const { principalOf } = sessions;
  const s3 = createS3({ store, blobs, defaultRegion, principalOf, roleAllows, log });
  const logRecords = openLogRecords(store);
  const logTable = openEventTable(store);
  const metrics = openMetricTable(store);
  const writer = createLogWriter(logRecords, logTable, createLogMetrics(logRecords, metrics));
  const start = createStartEnvironment({
    blobs,
    codeFolder: codeFolderOf(store.folder),
    runtimeModules: linkRuntimeModules(codeFolderOf(store.folder)),
    iam: iamRecords,
    sessions,
    writer,
    accountId,
    outside,
    log,
  });
  const pool = createSandboxPool({
    start,
    accountConcurrency,
    maxEnvironments: MAX_ENVIRONMENTS,
    maxStarting: Math.max(2, availableParallelism()),
    hold: store.hold,
  });
  const reported = createLambdaMetrics(metrics);
  const lambda = createLambda({ store, iam: iamRecords, s3, blobs, pool, reported, log });
  const topicRecords = openTopicRecords(store);
  const publish = createPublish(topicRecords, log);
  const alarmRecords = openAlarmRecords(store);
  const watch = watchAlarms({
    records: alarmRecords,
    table: metrics,
    act: createAlarmActions({ lambda, publish, accountId, log }),
    log,
  });
  const measureApi = createApiMetrics(metrics);
  const apiRecords = openApiRecords(store);
  const issuers = createIssuers(options.identities);
  const serveApi = createApiServer({
    records: apiRecords,
    accountId,
    throttles: createThrottles(),
    keysOf: issuers.keysOf,
    runnerFor: createFunctionRunner(lambda, accountId),
    writer,
    served(request) {
      measureApi(request);
      options.served(request);
    },
    hold: store.hold,
    log,
  });
  const tables = serveTables(join(store.folder, 'dynamodb'));
  const rules = openRuleRecords(store);
  const delivery = createDelivery(rules, lambda, accountId, log);
  const scheduleRecords = openScheduleRecords(store);
  const timetables: Timetable[] = [];
  const authorize = createAuthorizer(roleAllows, options.called);
  const deploymentRecords = openDeploymentRecords(store);
  const deployments = runDeployments({
    records: deploymentRecords,
    iam: iamRecords,
    accountId,
    minuteMs: options.minuteMs,
    call: createServiceCalls({ services: () => services, accountId, authorize }),
    hold: store.hold,
    log,
  });
  const services: Service[] = [
    createAcm(store),
    createApiGateway({
      records: apiRecords,
      endpointOf: (apiId) => `${options.url()}/_aws/execute-api/${apiId}`,
      checkIssuer: issuers.check,
      checkCertificate: createCertificateCheck(store),
    }),
    createSts(store, sessions),
    createDynamoDb(store, tables),
    createEcr(),
    createEvents(rules, delivery),
    createIam(store),
    createScheduler(scheduleRecords, iamRecords),
    createSns(topicRecords, publish),
    createSsm(store),
    createSecretsManager(store),
    createLogs({ records: logRecords, table: logTable, writer }),
    createCloudWatch(metrics, alarmRecords, watch),
    createCodeDeploy(deploymentRecords, deployments),
    lambda.service,
  ];
  const stacks = createStacks({
    store,
    accountId,
    services: [...services, createRoute53(store)],
    authorize,
    s3,
    reachable: createReachable(apiRecords, options.url),
    stepMs: options.stepMs,
    log,
  });
  return {
    accountId,
    defaultRegion,
    services: [...services, stacks.service],
    s3,
    serveApi,
    servePage: createPage({ records: alarmRecords, table: metrics, defaultRegion }),
    principalOf,
    authorize,
    settled: store.settled,
    log,
    resume() {
      sweepBlobs(store, blobs);
      deployments.resume();
      stacks.engine.resume();
      lambda.resume(accountId);
      timetables.push(
        runSchedules({ records: scheduleRecords, iam: iamRecords, lambda, accountId, log }),
        delivery.run(),
      );
    },
    async close() {
      watch.close();
      deployments.close();
      for (const timetable of timetables) timetable.close();
      await stacks.engine.close();
      await lambda.close();
      await tables.close();
      rmSync(codeFolderOf(store.folder), { recursive: true, force: true });
    },
  };
}
