/**
 * `aws <service> <operation> --option value …` for tests that type commands of the AWS CLI where there is none: the same call by the SDK.
 * Options are those of the operation, without `--query`, which only chooses what is shown.
 */
type Client = { send(command: object): Promise<object> };
type Sdk = Record<string, new (input: object) => object>;

const SHOWN_ONLY = new Set(['query', 'output']);
const CLIENTS: Readonly<Record<string, { load: () => Promise<unknown>; name: string }>> = {
  cloudformation: { load: () => import('@aws-sdk/client-cloudformation'), name: 'CloudFormationClient' },
  cloudwatch: { load: () => import('@aws-sdk/client-cloudwatch'), name: 'CloudWatchClient' },
  deploy: { load: () => import('@aws-sdk/client-codedeploy'), name: 'CodeDeployClient' },
  lambda: { load: () => import('@aws-sdk/client-lambda'), name: 'LambdaClient' },
  logs: { load: () => import('@aws-sdk/client-cloudwatch-logs'), name: 'CloudWatchLogsClient' },
  ssm: { load: () => import('@aws-sdk/client-ssm'), name: 'SSMClient' },
};

const [service = '', operation = '', ...args] = process.argv.slice(2);
const known = CLIENTS[service];
if (!known) throw new TypeError(`aws ${service}: only ${Object.keys(CLIENTS).join(', ')} are known here.`);
const sdk = (await known.load()) as Sdk;
const pascal = (name: string): string =>
  name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
const Command = sdk[`${pascal(operation)}Command`];
if (!Command) throw new TypeError(`aws ${service} has no operation ${operation}.`);
const Service = sdk[known.name] as unknown as new (input: object) => Client;
const { region, ...input } = readInput(args, service === 'logs' || service === 'deploy');
const client = new Service(region === undefined ? {} : { region });
console.log(JSON.stringify(await client.send(new Command(input)), null, 2));

/** Options as the operation spells them: `--alarm-names one two` is `{ AlarmNames: ['one', 'two'] }`. */
function readInput(given: readonly string[], isCamelCase: boolean): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  let values: string[] = [];
  for (const argument of given) {
    const [, option] = /^--([a-z-]+)$/.exec(argument) ?? [];
    if (option === undefined) {
      values.push(argument);
      continue;
    }
    values = [];
    if (SHOWN_ONLY.has(option)) continue;
    const name = pascal(option);
    const spelled =
      option === 'region' ? option : isCamelCase ? `${name[0]?.toLowerCase()}${name.slice(1)}` : name;
    Object.defineProperty(input, spelled, {
      enumerable: true,
      get: ((own) => () => (option.endsWith('s') ? own : own[0]))(values),
    });
  }
  return { ...input };
}
