import { describe, expect, it } from '@jest/globals';
import { resolveDynamicReferences, type ValueSources } from './dynamic-references.ts';

const ARN = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:key-AbCdEf';
const sources: ValueSources = {
  ssm(name, version = 2) {
    if (name === '/secure') return { value: 'x', isSecure: true };
    return name === '/a' && version <= 2 ? { value: `a${version}`, isSecure: false } : undefined;
  },
  secret(id, { stage, id: version }) {
    if (id === 'text') return 'no JSON';
    if (id !== 'key' && id !== ARN) return undefined;
    return JSON.stringify({ user: 'ann', stage, version });
  },
};
const resolve = (value: unknown): unknown => resolveDynamicReferences(value, sources);

describe('a dynamic reference', () => {
  it('stands for a parameter or a secret, wherever it is in a value', () => {
    expect(
      resolve({
        a: ['{{resolve:ssm:/a}}', 'x-{{resolve:ssm:/a:1}}-{{resolve:ssm:/a:2}}'],
        b: { c: '{{resolve:secretsmanager:key:SecretString:user}}' },
      }),
    ).toEqual({ a: ['a2', 'x-a1-a2'], b: { c: 'ann' } });
    expect(resolve(`{{resolve:secretsmanager:${ARN}:SecretString:user}}`)).toBe('ann');
    expect(resolve('{{resolve:secretsmanager:key:SecretString:stage:AWSPREVIOUS}}')).toBe('AWSPREVIOUS');
    expect(resolve('{{resolve:secretsmanager:text}}')).toBe('no JSON');
  });

  it('leaves other text alone', () => {
    expect(resolve({ a: '{{x}}', b: 1, c: null, d: true })).toEqual({ a: '{{x}}', b: 1, c: null, d: true });
  });

  it.each([
    ['{{resolve:ssm:/none}}', 'Parameters: [ssm:/none] cannot be found.'],
    ['{{resolve:ssm:/a:3}}', 'Parameters: [ssm:/a:3] cannot be found.'],
    ['{{resolve:ssm:/secure}}', 'Non-secure ssm prefix was used for secure parameter: /secure'],
    ['{{resolve:ssm-secure:/secure}}', 'SSM Secure reference is not supported in: [/secure]'],
    ['{{resolve:secretsmanager:none}}', "Secrets Manager can't find the specified secret. (none)"],
    ['{{resolve:secretsmanager:key:SecretString:none}}', 'Could not find a value associated with JSONKey'],
    ['{{resolve:secretsmanager:text:SecretString:user}}', 'Could not parse SecretString JSON of text'],
    ['{{resolve:secretsmanager:key:SecretBinary}}', 'Secrets Manager references take SecretString'],
    ['{{resolve:vault:key}}', 'Dynamic references to vault are not supported'],
  ])('%s is rejected', (value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
