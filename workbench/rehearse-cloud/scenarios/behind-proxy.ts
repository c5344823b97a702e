import { equal, match } from 'node:assert/strict';
import { request } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { FilterLogEventsCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Rehearsal } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';

const DOMAIN = 'origin.api.example.com';
const [ONE, TWO] = ['1'.repeat(64), '2'.repeat(64)] as const;
const STACK = [
  'firebaseProject=demo-local',
  'artifact=dist/api.zip',
  `domain=${DOMAIN}`,
  'certificateArn=arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
  'executeApi=off',
  'keepLogs=off',
];

export const behindProxy: Scenario = {
  name: 'Behind a proxy a stage serves what brings its secret, also while that is rotated, and rejects the rest',
  async run(rehearsal) {
    const { client, serverless } = rehearsal;
    await new SecretsManagerClient(client).send(
      new CreateSecretCommand({
        Name: 'my-api/staging',
        SecretString: JSON.stringify({ origin: ONE, 'origin-2': TWO }),
      }),
    );
    const deploy = async (...parameters: readonly string[]): Promise<void> => {
      const params = [...STACK, ...parameters].flatMap((parameter) => ['--param', parameter]);
      const { code, output } = await serverless('deploy', '--stage', 'staging', ...params);
      equal(code, 0, output);
    };
    const statuses = async (): Promise<string> =>
      (await Promise.all([undefined, ONE, TWO].map((secret) => statusWith(rehearsal, secret)))).join(' ');
    await deploy('originSecret=secretsmanager:my-api/staging:origin');
    const seen = { first: await statuses(), rotating: '', rotated: '' };
    // Each of these makes a version, which the check of releases lets pass: it brings the secret as well.
    await deploy(
      'originSecret=secretsmanager:my-api/staging:origin',
      'originSecretNext=secretsmanager:my-api/staging:origin-2',
    );
    seen.rotating = await statuses();
    await deploy('originSecret=secretsmanager:my-api/staging:origin-2');
    seen.rotated = await statuses();
    equal(
      JSON.stringify(seen),
      JSON.stringify({ first: '403 200 403', rotating: '403 200 200', rotated: '403 403 200' }),
    );
    const { events = [] } = await new CloudWatchLogsClient(client).send(
      new FilterLogEventsCommand({ logGroupName: '/aws/lambda/lambda-nest-api-staging-api' }),
    );
    const logged = events.map(({ message }) => message).join('\n');
    match(logged, /origin-secret/);
    equal(logged.includes(ONE) || logged.includes(TWO), false, 'The log holds a secret.');
    // The viewer's address, as CloudFront appends it; what the caller wrote is left of it.
    match(logged, /"sourceIp":"198\.51\.100\.7"/);
    const removed = await serverless('remove', '--stage', 'staging', '--param', 'keepLogs=off');
    equal(removed.code, 0, removed.output);
    return `without, first and second secret: ${seen.first}; during the rotation ${seen.rotating}; after it ${seen.rotated}`;
  },
};

async function statusWith({ endpoint }: Rehearsal, secret: string | undefined): Promise<number> {
  const { hostname, port } = new URL(endpoint);
  const headers = {
    host: DOMAIN,
    'x-forwarded-for': '203.0.113.1, 198.51.100.7',
    ...(secret !== undefined && { 'x-origin-secret': secret }),
  };
  const sent = request({ hostname, port, path: '/v1/manage/hc', headers });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  await text(response);
  return response.statusCode ?? 0;
}
