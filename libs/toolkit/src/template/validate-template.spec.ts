import { expect, it } from '@jest/globals';
import type { Template } from './template.ts';
import { loadValidator } from './validate-template.ts';

const stage = (ThrottlingBurstLimit: unknown): Template => ({
  Resources: {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'x', ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: 'x', DefaultRouteSettings: { ThrottlingBurstLimit } },
    },
  },
});

it.each([
  ["AWS's own", await loadValidator()],
  [
    'the other',
    await loadValidator(
      () => Promise.reject(new Error('no WebAssembly')),
      () => undefined,
    ),
  ],
])('%s validator takes a number as text, as --param gives it, and nothing else', (_, validate) => {
  expect(validate(stage('41'))).toEqual([]);
  expect(validate(stage('many'))).toHaveLength(1);
});
