/** `npm run logs -- --stage <stage>`: what a deployed stage logs, the gateway's access log and the function's own together. */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { takeLocalCredentials } from '../serverless/take-local-credentials.ts';
import { describeFailure } from '../describe-failure.ts';
import { showHelp } from '../show-help.ts';
import { CommandError } from '../command-error.ts';
import { findLogGroups } from './find-log-groups.ts';
import { parseDuration } from './parse-duration.ts';
import { createReader } from './read-events.ts';
import { readPlace } from './read-place.ts';
import { renderLine } from './render-line.ts';

const USAGE = `npm run logs -- --stage <stage> [--since <time>] [--follow] [--request <id>] [--filter <pattern>] [--json]

Reads the log groups of a stage: each request as the gateway saw it, and what the function wrote.

  --stage <stage>      which one
  --region <region>    default: that of infra/parameters
  --since <time>       how far back, such as 30s, 15m, 2h, 7d; default 15m
  --follow             goes on with what is logged from now, until Ctrl+C
  --request <id>       one request: the id that a response has in apigw-requestid
  --filter <pattern>   a filter pattern of CloudWatch Logs: 'error', '{ $.level = "error" }', '{ $.status = "5*" }'
  --json               each record as it is, one a line

Credentials are those of the AWS SDK. With AWS_ENDPOINT_URL it reads from npm run cloud.`;

const LOOK_MS = 2000;

showHelp(USAGE);
Object.assign(process.env, takeLocalCredentials(process.env));

try {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string' },
      region: { type: 'string' },
      since: { type: 'string', default: '15m' },
      follow: { type: 'boolean', default: false },
      request: { type: 'string' },
      filter: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { stage, request, filter } = values;
  const duration = parseDuration(values.since);
  if (stage === undefined || duration === undefined || (request !== undefined && filter !== undefined))
    throw new CommandError(USAGE);
  const place = readPlace(stage, values.region);
  const { region } = place;
  const groups = await findLogGroups(place, new CloudFormationClient({ region }));
  const pattern = request === undefined ? filter : `"${request.replaceAll('"', '')}"`;
  const reader = createReader(groups, new CloudWatchLogsClient({ region }), {
    since: Date.now() - duration,
    ...(pattern !== undefined && { filter: pattern }),
  });
  const width = Math.max(0, ...groups.map(({ label }) => label.length));
  const show = async (): Promise<void> => {
    for (const line of await reader.read())
      process.stdout.write(`${values.json ? line.message.trimEnd() : renderLine(line, width)}\n`);
  };
  await show();
  while (values.follow) {
    await pause(LOOK_MS);
    await show();
  }
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 2;
}
