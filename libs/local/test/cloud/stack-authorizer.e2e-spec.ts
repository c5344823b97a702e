import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { startIssuer, type Issuer } from '@lambda-nest/testing';
import { apiTemplate } from '../../../../workbench/stacks/api-template.ts';
import { outputsOf, stacksOf } from '../../src/testing/stacks-of.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

jest.setTimeout(60_000);

let issuer: Issuer;
let cloud: TestCloud;
beforeAll(async () => {
  issuer = await startIssuer();
  cloud = await startTestCloud({ identities: [issuer] });
});
afterAll(async () => {
  await cloud.remove();
  await issuer.close();
});

const authorizer = (name: string) => ({
  Type: 'AWS::ApiGatewayV2::Authorizer',
  Properties: {
    ApiId: { Ref: 'Api' },
    Name: 'jwt',
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: name, Audience: ['demo-test'] },
  },
});
const closed = {
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey: 'GET /v1/closed',
    AuthorizationType: 'JWT',
    AuthorizerId: { Ref: 'Authorizer' },
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
  },
};

it('makes authorizers, whose issuers are asked, beside other resources', async () => {
  const stacks = stacksOf(cloud);
  const stack = await stacks.deploy(
    'authorized',
    apiTemplate({ resources: { Authorizer: authorizer(issuer.issuer), Closed: closed } }),
  );
  expect([stack.StackStatus, cloud.lines.filter((line) => line.includes('Error'))]).toEqual([
    'CREATE_COMPLETE',
    [],
  ]);
  const address = `${outputsOf(stack)['Url']}/v1/closed`;
  expect((await fetch(address)).status).toBe(401);
  const headers = { authorization: `Bearer ${issuer.mint()}` };
  expect((await fetch(address, { headers })).status).toBe(200);
});

it('rolls back when there is no such issuer', async () => {
  const stack = await stacksOf(cloud).deploy(
    'unauthorized',
    apiTemplate({ resources: { Authorizer: authorizer('https://127.0.0.1:1') } }),
  );
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
});
