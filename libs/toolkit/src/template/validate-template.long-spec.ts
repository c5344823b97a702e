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

it('falls back to the resource specification, and says so, when AWS’s validator cannot be loaded', async () => {
  const said: string[] = [];
  const fallback = await loadValidator(
    () => Promise.reject(new Error('no WebAssembly')),
    (sentence) => said.push(sentence),
  );
  expect(said).toEqual([
    "AWS's validator cannot be used (no WebAssembly); the resource specification is, in its place.",
  ]);
  const { Resources } = stage('41');
  const { StageName: _left, ...Properties } = (Resources['Stage']?.Properties ?? {}) as Record<
    string,
    unknown
  >;
  const broken = { Resources: { ...Resources, Stage: { ...Resources['Stage'], Properties } } } as Template;
  expect(fallback(broken)).toEqual(['Stage: Properties lacks StageName.']);
});
