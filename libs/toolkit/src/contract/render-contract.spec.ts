import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { describeApplication, type Contract } from './describe-application.ts';
import type { ContractRoute } from './contract-route.ts';
import { AppModule } from './fixtures/shop.module.ts';
import { renderContract } from './render-contract.ts';
import { loadFunction } from '../function/load-function.ts';

const product = { title: 'shop', description: 'A shop.', version: '1.2.3', license: 'MIT' };
const entry = join(import.meta.dirname, 'fixtures/shop.module.ts');

const described = await loadFunction();

let contract: Contract;
let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  contract = await describeApplication({ rootModule: AppModule, entry }, product, described.contract);
  files = renderContract(contract, described);
});

function parse(name: string): never {
  return JSON.parse(files[name] ?? '') as never;
}

describe('routes.yml', () => {
  it('has one event for each route, with the authorizer unless it is public, and the scopes', () => {
    expect(files['infra/generated/routes.yml'])
      .toBe(`# Written by \`npm run contract\` from the declarations in the code. Do not edit.
events:
  - httpApi:
      method: GET
      path: "/items"
  - httpApi:
      method: GET
      path: "/items/all"
  - httpApi:
      method: GET
      path: "/items/hidden"
  - httpApi:
      method: GET
      path: "/v1/orders"
      authorizer:
        name: jwt
  - httpApi:
      method: POST
      path: "/v1/orders"
      authorizer:
        name: jwt
        scopes: ["orders:write"]
  - httpApi:
      method: DELETE
      path: "/v1/orders/{order}/items/{item}"
      authorizer:
        name: jwt
        scopes: ["orders:write", "orders:all"]
extensions:
  HttpApiRouteGetItems:
    Properties:
      OperationName: "getItems"
  HttpApiRouteGetItemsAll:
    Properties:
      OperationName: "getItemsAll"
  HttpApiRouteGetItemsHidden:
    Properties:
      OperationName: "hide"
  HttpApiRouteGetV1Orders:
    Properties:
      OperationName: "List orders"
  HttpApiRoutePostV1Orders:
    Properties:
      OperationName: "create"
  HttpApiRouteDeleteV1OrdersOrderVarItemsItemVar:
    Properties:
      OperationName: "remove"
conditions: {}
`);
  });

  it('leaves a route out, and its throttling, by the parameter on which it depends', () => {
    const [first, ...rest] = contract.routes;
    const routes = [{ ...first, enabledBy: 'shop' } as ContractRoute, ...rest];
    const throttled = { 'GET /v1/orders': { rate: 1, burst: 2 } };
    const { 'infra/generated/routes.yml': text } = renderContract(
      { ...contract, routes },
      { ...described, contract: { throttled } },
    );

    expect(first?.path).toBe('/v1/orders');
    expect(text).toContain(`\
  HttpApiRouteGetV1Orders:
    Condition: HasShop
    Properties:
      OperationName: "List orders"
`);
    expect(text).toContain(`\
  HttpApiStage:
    DependsOn: [HttpApiRouteGetV1Orders]
    Properties:
      RouteSettings:
        "GET /v1/orders":
          Fn::If:
            - HasShop
            - { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2, DetailedMetricsEnabled: true }
            - { Ref: AWS::NoValue }
conditions:
  HasShop:
    Fn::Equals: ["\${param:shop}", "on"]
`);
  });
});

describe('routes.auto.tfvars.json', () => {
  it('has the same routes as the Terraform modules take them', () => {
    expect(parse('infra/generated/routes.auto.tfvars.json')).toMatchObject({
      routes_definitions: {
        hide: {
          operation_name: 'hide',
          route_key: 'GET /items/hidden',
          api_key_required: false,
          authorization_type: 'NONE',
          authorization_scopes: [],
        },
        ordersList: {
          operation_name: 'List orders',
          route_key: 'GET /v1/orders',
          authorization_type: 'JWT',
          authorization_scopes: [],
        },
        remove: {
          route_key: 'DELETE /v1/orders/{order}/items/{item}',
          authorization_type: 'JWT',
          authorization_scopes: ['orders:write', 'orders:all'],
        },
      },
    });
  });
});

describe('ACCESS.md', () => {
  it('says who may call each route, where that is enforced, and where it is declared', () => {
    const file = 'libs/toolkit/src/contract/fixtures/shop.module.ts';

    const lines = files['ACCESS.md']?.split('\n') ?? [];
    expect(lines[7]).toMatch(/^A token counts for as long as its provider lets it live/);
    expect(lines.slice(10)).toEqual([
      '| Method | Path | Who | Enforced | Declared |',
      '| --- | --- | --- | --- | --- |',
      `| GET | \`/items\` | public | open to all | [ItemsController.list](${file}) |`,
      `| GET | \`/items/all\` | public | open to all | [ItemsController.list](${file}) |`,
      `| GET | \`/items/hidden\` | public | open to all | [ItemsController.hide](${file}) |`,
      `| GET | \`/v1/orders\` | signed in | gateway: token; application: token | [OrdersController.list](${file}) |`,
      `| POST | \`/v1/orders\` | scope orders:write | gateway: token, scope; application: token, scope | [OrdersController.create](${file}) |`,
      `| DELETE | \`/v1/orders/{order}/items/{item}\` | role ADMINS and scope orders:write or orders:all | gateway: token, scope; application: token, scope, role, account | [OrdersController.remove](${file}) |`,
      '',
    ]);
  });
});

describe('access.json', () => {
  it('says the same to programs', () => {
    const { routes } = parse('infra/generated/access.json') as { routes: unknown[] };

    expect(routes).toHaveLength(6);
    expect(routes[5]).toEqual({
      method: 'DELETE',
      path: '/v1/orders/{order}/items/{item}',
      name: 'OrdersController.remove',
      operationName: 'remove',
      access: { kind: 'restricted', roles: ['ADMINS'], scopes: ['orders:write', 'orders:all'] },
      isAccountChecked: true,
      gateway: { authorizer: true, scopes: ['orders:write', 'orders:all'] },
      source: { file: 'libs/toolkit/src/contract/fixtures/shop.module.ts' },
    });
  });

  it('names lines only where it is not committed', () => {
    const { 'infra/generated/access.json': text = '' } = renderContract(contract, described, true);

    expect(text).toContain('"line": 23');
    expect(files['infra/generated/access.json']).not.toContain('"line"');
  });
});

describe('openapi.json', () => {
  type Operation = Record<string, unknown>;

  function operation(path: string, method: string): Operation {
    return contract.document.paths[path]?.[method] as Operation;
  }

  it('is an OpenAPI 3.1 document whose addresses are right below every base', () => {
    expect(contract.document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'shop', version: '1.2.3' },
      servers: [{ url: '../v1' }],
    });
    expect(Object.keys(contract.document.paths)).toEqual([
      '/items',
      '/items/all',
      '/orders',
      '/orders/{order}/items/{item}',
    ]);
  });

  it('gives a route outside the base a server of its own', () => {
    expect(contract.document.paths['/items']).toMatchObject({ servers: [{ url: '..' }] });
  });

  it('has no password flow when no route signs people in', () => {
    expect(contract.document['components']).toMatchObject({
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    });
    expect(operation('/orders', 'get')['security']).toEqual([{ bearer: [] }]);
    expect(operation('/items', 'get')['security']).toEqual([]);
  });

  it('shows roles and scopes, to programs and in a sentence', () => {
    expect(operation('/orders/{order}/items/{item}', 'delete')).toMatchObject({
      operationId: 'remove',
      description: 'Access: role ADMINS and scope orders:write or orders:all.',
      'x-access': { kind: 'restricted', roles: ['ADMINS'], scopes: ['orders:write', 'orders:all'] },
    });
    expect(operation('/orders', 'get')).toMatchObject({
      description: 'Access: any signed-in caller.',
      'x-access': { kind: 'signed-in' },
    });
    expect(operation('/items', 'get')).toMatchObject({
      description: 'Access: public.',
      'x-access': { kind: 'public' },
    });
  });

  it.each([
    [
      '/items',
      'get',
      { 400: 'Malformed', 429: 'TooManyRequests', 503: 'ServiceUnavailable' },
      ['401', '403', '413'],
    ],
    ['/orders', 'get', { 401: 'Unauthorized', 503: 'IdentityUnavailable' }, ['403', '413', '415']],
    ['/orders', 'post', { 403: 'ForbiddenScope', 413: 'ContentTooLarge', 415: 'UnsupportedMediaType' }, []],
    ['/orders/{order}/items/{item}', 'delete', { 400: 'InvalidInput', 403: 'ForbiddenRoleOrScope' }, ['413']],
  ])('tells what may go wrong with %s %s', (path, method, expected, absent) => {
    const responses = operation(path, method)['responses'] as Record<string, unknown>;

    for (const [status, name] of Object.entries(expected)) {
      expect(responses[status]).toEqual({ $ref: `#/components/responses/${name}` });
    }
    for (const status of absent) expect(responses).not.toHaveProperty(status);
  });

  it('says of each tag what its controller says of it, and has no response that nothing refers to', () => {
    expect(contract.document.tags).toEqual([
      { name: 'Items' },
      { name: 'Orders', description: 'What was ordered.' },
    ]);
    expect(operation('/orders', 'get')).not.toHaveProperty('x-tag-description');
    expect(contract.document.components.responses).not.toHaveProperty('TooManySignIns');
    expect(contract.document.components.responses).not.toHaveProperty('ForbiddenRole');
  });

  it("marks the gateway's own responses beside the application's problems", () => {
    const { responses } = contract.document['components'] as { responses: Record<string, unknown> };

    expect(responses['Unauthorized']).toEqual({
      description: 'No token, or one that is not valid.',
      headers: {
        'WWW-Authenticate': {
          description: 'How to authenticate, and what was wrong (RFC 6750, section 3).',
          required: true,
          schema: { type: 'string', example: 'Bearer error="invalid_token"' },
        },
      },
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: {
            401001: {
              summary: 'The bearer token is not valid.',
              value: {
                type: 'about:blank',
                status: 401,
                title: 'Unauthorized',
                detail: 'The bearer token is not valid.',
                code: '401001',
              },
            },
            'no token': {
              summary: 'Sign in first: this route needs a bearer token.',
              value: {
                type: 'about:blank',
                status: 401,
                title: 'Unauthorized',
                detail: 'Sign in first: this route needs a bearer token.',
                code: '401001',
              },
            },
          },
        },
        'application/json': {
          schema: { $ref: '#/components/schemas/GatewayMessage' },
          example: { message: 'Unauthorized' },
          'x-gateway': true,
        },
      },
    });
  });

  it('has operation ids that are unique', () => {
    const ids = contract.routes.map(({ operationId }) => operationId);

    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('renderContract', () => {
  it('writes the same bytes again, whatever the order of the modules', async () => {
    const again = await describeApplication({ rootModule: AppModule, entry }, product, described.contract);

    expect(renderContract(again, described)).toEqual(files);
    expect(renderContract({ ...contract, routes: contract.routes.toReversed() }, described)).toEqual(files);
  });
});
