import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTE_SCOPES } from '../deployment/govern-routes.ts';
import { LEFT_IN_OTHERS, OFF_IN_OTHERS } from '../function/api-alone.ts';
import { loadFunction } from '../function/load-function.ts';
import { packageStack } from '../template/package-stack.ts';
import type { Template } from '../template/template.ts';
import { findCallViolations, signatureOf, useViolations, type Signature } from './find-call-violations.ts';
import { readModule, type TerraformModule } from './read-module.ts';

const ROOT = 'infra/terraform';
const own = readModule(`${ROOT}/module`);
const cloudFront = readModule(`${ROOT}/cloudfront`);

const signature = (required: string, optional: string, outputs: string): Signature => ({
  variables: Object.fromEntries([
    ...required.split(' ').map((name) => [name, { isRequired: true }]),
    ...optional.split(' ').map((name) => [name, { isRequired: false }]),
  ]),
  outputs: outputs.split(' '),
});

/** What the predecessor's modules take, read at the commits that the example names. */
const PREDECESSOR: Readonly<Record<string, Signature>> = {
  'terraform-aws-codeless-lambda.git//modules/lambda?ref=d6e208499ad5e1c3f7fc2afa9980f0073738a26d': signature(
    'prefix common_tags envs',
    'description runtime handler memory_size timeout policy_json logs_retention_in_days',
    'lambda role',
  ),
  'terraform-aws-lambda-apigw.git//modules/gw?ref=5c80eaa14809b396b872a9369893fa0e9165fe29': signature(
    'prefix common_tags jwt_authorizer api_lambda',
    'stage_name access_logs_retention_in_days routes_definitions',
    'http_api_id http_api_stage_name',
  ),
  'terraform-aws-gato.git//modules/core-route53?ref=8886c757c076dd1ae2ca5b06f41c273ed8019842': signature(
    'prefix common_tags cert_arn r53_zone_id domain_name http_apis ws_apis',
    'sub_domains',
    'dist',
  ),
};

function signatureFor(source: string): Signature | undefined {
  if (source === '../../module') return signatureOf(own);
  if (source === '../../cloudfront') return signatureOf(cloudFront);
  return PREDECESSOR[source.replace('git::https://github.com/obytes/', '')];
}

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'terraform-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** An example, with a text in the place of another. */
function changed(example: string, from: string | RegExp, to: string): TerraformModule {
  const text = readFileSync(`${ROOT}/examples/${example}/main.tf`, 'utf8');
  const other = text.replace(from, to);
  if (other === text) throw new Error(`${String(from)} is not in the example.`);
  writeFileSync(join(folder, 'main.tf'), other);
  return readModule(folder);
}

describe.each(['own', 'behind-cloudfront', 'predecessor'])('the example %s', (example) => {
  it('calls modules by the variables that they have, at commits and versions', () => {
    const configuration = readModule(`${ROOT}/examples/${example}`);
    expect(Object.keys(configuration.modules).length).toBeGreaterThan(0);
    expect(findCallViolations(configuration, signatureFor)).toEqual([]);
  });
});

describe('findCallViolations', () => {
  it.each([
    ['own', 'memory_mb = 1', 'memory = 1', 'module.api sets memory, which its module does not have.'],
    ['own', /jwt = \{[^]*?\n  \}\n/, '', 'module.api lacks jwt, which its module must be given.'],
    ['own', 'module.api.url', 'module.api.address', 'module.api.address is no output of its module.'],
    ['own', '"6.42.0"', '"~> 6.42"', 'The provider aws must have an exact version, and has ~> 6.42.'],
    ['own', 'var.firebase_project', 'var.project', 'var.project is not declared.'],
    ['own', 'var.zip', '"api.zip"', 'The variable zip is declared and has no effect.'],
    [
      'predecessor',
      '?ref=d6e208499ad5e1c3f7fc2afa9980f0073738a26d',
      '',
      'module.lambda must have a source at a commit: ?ref=<40 hexadecimal digits>.',
    ],
  ])('finds in the example %s, with %s, what is wrong', (example, from, to, violation) => {
    const text = from === 'memory_mb = 1' ? 'name               = ' : from;
    const replaced = from === 'memory_mb = 1' ? `${to}\n  name = ` : to;
    expect(findCallViolations(changed(example, text, replaced), signatureFor)).toContain(violation);
  });

  it('tells the file of what is no HCL', () => {
    expect(() => changed('own', 'module "api" {', 'module "api" {{')).toThrow(
      /main\.tf is no HCL\. terraform fmt tells where\.$/,
    );
  });
});

/** A block, whichever function it is of. */
function withoutNames(block: object): unknown {
  return JSON.parse(
    JSON.stringify(block)
      .replaceAll('aws_lambda_function.api', 'aws_lambda_function.added[each.key]')
      .replaceAll('aws_lambda_alias.live', 'aws_lambda_alias.added[each.key]'),
  );
}

describe('the module of CloudFront', () => {
  type Members = Readonly<Record<string, unknown>>;
  type Stack = Readonly<{
    Resources: Readonly<Record<string, { Properties: Members }>>;
    Parameters: Readonly<Record<string, { Default?: unknown }>>;
  }>;
  // Functions of CloudFormation are tags, which are of no matter here.
  const stack = load(
    readFileSync('infra/cloudfront/cloudfront.yml', 'utf8').replaceAll(
      /!(?:Sub|Ref|GetAtt|Not|Equals) ?/g,
      '',
    ),
  ) as Stack;
  const only = (type: string): Members => Object.values(cloudFront.resources[type] ?? {})[0] ?? {};
  /** A member of nested blocks, each of which HCL has as a list of one. */
  const at = (block: unknown, path: string): unknown =>
    path.split('.').reduce((left: unknown, name) => {
      const one = Array.isArray(left) ? (left as unknown[])[0] : left;
      return (one as Members | undefined)?.[name];
    }, block);

  it('reads every variable that it has, and no other, with the versions of the other module', () => {
    expect(useViolations(cloudFront)).toEqual([]);
    expect(cloudFront.providers).toEqual(own.providers);
  });

  it('has the rules of the stack', () => {
    const rules = (at(stack.Resources['Firewall'], 'Properties.Rules') as readonly Members[]).map((rule) => [
      rule['Name'],
      rule['Priority'],
      Object.keys(rule['Action'] ?? rule['OverrideAction'] ?? {})[0]?.toLowerCase(),
      at(rule, 'Statement.ManagedRuleGroupStatement.Name'),
      at(rule, 'Statement.RateBasedStatement.EvaluationWindowSec'),
      at(rule, 'Statement.RateBasedStatement.ScopeDownStatement.ByteMatchStatement.SearchString'),
    ]);
    expect(rules).toHaveLength(4);
    const ours = (only('aws_wafv2_web_acl')['rule'] as readonly Members[]).map((rule) => [
      rule['name'],
      rule['priority'],
      Object.keys(
        (at([rule], 'action') as Members[] | undefined)?.[0] ??
          (rule['override_action'] as Members[])[0] ??
          {},
      )[0],
      at(rule, 'statement.managed_rule_group_statement.name'),
      at(rule, 'statement.rate_based_statement.evaluation_window_sec'),
      at(rule, 'statement.rate_based_statement.scope_down_statement.byte_match_statement.search_string'),
    ]);
    expect(ours).toEqual(rules);
  });

  it('counts as the stack does, unless it is told otherwise', () => {
    const defaults = [
      ['requests_per_five_minutes', 'RequestsPerFiveMinutes'],
      ['sign_ins_per_five_minutes', 'SignInsPerFiveMinutes'],
      ['log_retention_days', 'LogRetentionDays'],
    ] as const;
    for (const [variable, parameter] of defaults)
      expect(cloudFront.variables[variable]?.['default']).toBe(stack.Parameters[parameter]?.Default);
  });

  it('sends requests on as the stack does', () => {
    const config = at(stack.Resources['Distribution'], 'Properties.DistributionConfig');
    const distribution = only('aws_cloudfront_distribution');
    for (const [ours, theirs] of [
      ['http_version', 'HttpVersion'],
      ['viewer_certificate.minimum_protocol_version', 'ViewerCertificate.MinimumProtocolVersion'],
      [
        'origin.custom_origin_config.origin_protocol_policy',
        'Origins.CustomOriginConfig.OriginProtocolPolicy',
      ],
      ['origin.custom_origin_config.origin_ssl_protocols', 'Origins.CustomOriginConfig.OriginSSLProtocols'],
      ['origin.custom_origin_config.origin_read_timeout', 'Origins.CustomOriginConfig.OriginReadTimeout'],
      ['origin.custom_header.name', 'Origins.OriginCustomHeaders.HeaderName'],
      ['default_cache_behavior.viewer_protocol_policy', 'DefaultCacheBehavior.ViewerProtocolPolicy'],
      ['default_cache_behavior.allowed_methods', 'DefaultCacheBehavior.AllowedMethods'],
      ['default_cache_behavior.cache_policy_id', 'DefaultCacheBehavior.CachePolicyId'],
      ['default_cache_behavior.origin_request_policy_id', 'DefaultCacheBehavior.OriginRequestPolicyId'],
    ] as const) {
      expect(at(distribution, ours)).toBeDefined();
      expect([ours, at(distribution, ours)]).toEqual([ours, at(config, theirs)]);
    }
  });

  it('logs what was blocked alone, without what callers prove themselves with', () => {
    const log = only('aws_wafv2_web_acl_logging_configuration');
    expect(at(log, 'logging_filter.default_behavior')).toBe('DROP');
    const redacted = log['redacted_fields'] as readonly Members[];
    expect(redacted.map((field) => at(field, 'single_header.name') ?? Object.keys(field)[0])).toEqual([
      'authorization',
      'cookie',
      'query_string',
    ]);
  });
});

describe('our own module', () => {
  const only = (type: string, name: string) => own.resources[type]?.[name] ?? {};

  it('reads every variable that it has, and no other', () => {
    expect(useViolations(own)).toEqual([]);
    expect(own.providers).toEqual({ aws: '>= 6.42.0, < 7.0.0' });
  });

  it('leaves the alias to who releases, so that an apply undoes no rollback', () => {
    const { lifecycle } = only('aws_lambda_alias', 'live') as { lifecycle: { ignore_changes: string[] }[] };
    expect(lifecycle[0]?.ignore_changes).toEqual(['${function_version}', '${routing_config}']);
  });

  it('makes further functions as the one that describes the API', () => {
    const [api, added] = ['api', 'added'].map((name) => only('aws_lambda_function', name));
    for (const member of ['runtime', 'handler', 'architectures', 'tags'])
      expect(added?.[member]).toEqual(api?.[member]);
    for (const [type, name] of [
      ['aws_apigatewayv2_integration', 'function'],
      ['aws_lambda_permission', 'gateway'],
      ['aws_lambda_alias', 'live'],
    ] as const) {
      const { for_each: each, ...further } = only(type, 'added');
      expect(each).toBe('${var.functions}');
      expect(withoutNames(further)).toEqual(withoutNames(only(type, name)));
    }
  });

  it('tells every function behind the gateway what the proxy before proves itself with, and no worker', () => {
    expect(JSON.stringify(only('aws_lambda_function', 'api'))).toContain('local.of_origin');
    const { environment } = only('aws_lambda_function', 'added') as { environment: { variables: string }[] };
    expect(environment[0]?.variables).toBe(
      '${merge(each.value.environment, contains(keys(var.functions), each.key) ? local.of_origin : {})}',
    );
    expect(own.text).toMatch(/\{ ORIGIN_SECRET = var\.origin\.secret, CLIENT_ADDRESS = /);
  });

  it('leads each route to its function', () => {
    const { target } = only('aws_apigatewayv2_route', 'route') as { target: string };
    expect(target).toContain('aws_apigatewayv2_integration.added[each.value.function].id');
  });

  it('tells further functions what the stack tells them', () => {
    const [, left = ''] = /\bof_api_alone = \[(.*)\]/.exec(own.text) ?? [];
    const [, off = ''] = /\boff += \{(.*)\}/.exec(own.text) ?? [];
    // Scopes of routes are divided among them.
    expect(new Set(left.match(/\w+/g))).toEqual(new Set([...LEFT_IN_OTHERS, ROUTE_SCOPES]));
    expect(Object.fromEntries([...off.matchAll(/(\w+) = "(\w+)"/g)].map(([, ...pair]) => pair))).toEqual(
      OFF_IN_OTHERS,
    );
  });

  it('takes the routes that npm run contract writes', () => {
    const { routes_definitions: routes } = JSON.parse(
      readFileSync('infra/generated/routes.auto.tfvars.json', 'utf8'),
    ) as { routes_definitions: Record<string, object> };
    const { type } = own.variables['routes_definitions'] as { type: string };
    for (const name of Object.keys(Object.values(routes)[0] ?? {}))
      expect(type).toMatch(new RegExp(String.raw`\b${name}\b`));
  });

  it('makes what the stack makes', async () => {
    const template: Template = await packageStack({ stage: 'dev', parameters: [] });
    const propertiesOf = (id: string) => template.Resources[id]?.Properties ?? {};
    const lambda = propertiesOf('ApiLambdaFunction');
    expect(only('aws_lambda_function', 'api')).toMatchObject({
      runtime: lambda['Runtime'],
      handler: lambda['Handler'],
      timeout: lambda['Timeout'],
      publish: true,
      logging_config: [{ log_format: 'JSON', application_log_level: 'TRACE', system_log_level: 'INFO' }],
    });
    expect(only('aws_apigatewayv2_integration', 'function')).toMatchObject({
      integration_type: 'AWS_PROXY',
      payload_format_version: '2.0',
      timeout_milliseconds: 30_000,
    });
    const { Format } = propertiesOf('HttpApiStage')['AccessLogSettings'] as { Format: string };
    const logged = [...own.text.matchAll(/"(\$context\.[\w.]+)"/g)].map(([, name]) => name);
    expect(logged).toEqual(Object.values(JSON.parse(Format) as object));
    const { throttled } = (await loadFunction()).contract;
    expect(own.variables['route_throttles']?.['default']).toEqual({
      'POST /v1/auth/token': throttled['POST /v1/auth/token'],
    });
  }, 120_000);
});
