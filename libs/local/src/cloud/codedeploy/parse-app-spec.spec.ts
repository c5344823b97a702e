import { describe, expect, it } from '@jest/globals';
import { parseAppSpec, writeAppSpec, type AppSpec } from './parse-app-spec.ts';

const SPEC: AppSpec = {
  functionName: 'my-api',
  alias: 'live',
  currentVersion: '1',
  targetVersion: '2',
  hooks: { BeforeAllowTraffic: 'my-hook' },
};

describe('parseAppSpec', () => {
  it('reads what is written for an alias', () => {
    expect(parseAppSpec(writeAppSpec(SPEC))).toEqual(SPEC);
  });

  it('reads YAML, as the user guide has it', () => {
    const text = `
version: 0.0
Resources:
  - my-api:
      Type: AWS::Lambda::Function
      Properties:
        Name: "my-api"
        Alias: "live"
        CurrentVersion: "1"
        TargetVersion: "2"
Hooks:
  - BeforeAllowTraffic: "my-hook"
`;
    expect(parseAppSpec(text)).toEqual(SPEC);
  });

  it.each([
    ['{', 'is not JSON'],
    ['{"Resources": []}', 'must have one resource, of one function.'],
    ['{"Resources": [{"a": {"Type": "AWS::ECS::Service"}}]}', 'of the type AWS::Lambda::Function.'],
    [
      '{"Resources": [{"a": {"Type": "AWS::Lambda::Function", "Properties": {}}}]}',
      'must have the property Name.',
    ],
  ])('rejects %s', (text, reason) => {
    expect(() => parseAppSpec(text)).toThrow(reason);
  });

  it('rejects a hook that functions have not', () => {
    const text = writeAppSpec({ ...SPEC, hooks: { BeforeInstall: 'x' } as AppSpec['hooks'] });
    expect(() => parseAppSpec(text)).toThrow(
      'The AppSpec file has the hook BeforeInstall, which functions have not.',
    );
  });
});
