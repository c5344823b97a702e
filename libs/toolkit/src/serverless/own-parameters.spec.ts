import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { defineEnv } from '@lambda-nest/application/env';
import {
  findOwnViolations,
  findVariableViolations,
  ownEnvironment,
  ownParameters,
  parameterOf,
  secretStatements,
} from './own-parameters.ts';

const { variables } = defineEnv({
  ORDERS_URL: {
    rule: v.pipe(v.string(), v.url()),
    description: 'Where orders are sent.',
    example: 'https://orders.example.com',
  },
  MAIL_KEY: { rule: v.string(), description: 'For mails.', example: 'key-1', secret: true },
  PAGE_SIZE: {
    rule: v.pipe(v.string(), v.digits()),
    description: 'On a page.',
    example: '20',
    default: '50',
  },
  COLOUR: { rule: v.optional(v.string()), description: 'Of the shop.', example: 'red' },
});
const SET = { ordersUrl: 'https://a.example', mailKey: 'secretsmanager:shop/dev:mail-key' };

const violationsOf = (parameters: Record<string, string>, known: readonly string[] = []) =>
  findOwnViolations(variables, parameters, new Set(known));

describe('parameterOf', () => {
  it.each([
    ['ORDERS_URL', 'ordersUrl'],
    ['A', 'a'],
    ['S3_BUCKET_2', 's3Bucket2'],
  ])('makes of %s the parameter %s', (variable, parameter) => {
    expect(parameterOf(variable)).toBe(parameter);
  });
});

describe('findOwnViolations', () => {
  it('accepts what the rules accept, and what may be left out', () => {
    expect(violationsOf(SET)).toEqual([]);
    expect(
      violationsOf({ ...SET, mailKey: 'ssm:/shop/dev/mail-key', pageSize: '9', colour: 'blue' }),
    ).toEqual([]);
  });

  it('says of every variable that is missing what to set', () => {
    expect(violationsOf({})).toEqual([
      'ordersUrl is missing, and ORDERS_URL has no default. Where orders are sent. Set it in infra/parameters to a value ' +
        'such as https://orders.example.com.',
      'mailKey is missing, and MAIL_KEY has no default. For mails. Set it in infra/parameters to where the secret is kept, ' +
        'such as secretsmanager:my-api/dev.',
    ]);
  });

  it('rejects a secret in the place of where it is kept, without showing it', () => {
    expect(violationsOf({ ...SET, mailKey: 'key-S3CR3T' })).toEqual([
      'mailKey must say where the secret is kept, ssm:/<name> or secretsmanager:<name>[:<key>], and never hold it.',
    ]);
  });

  it('rejects a value that breaks the rule of its variable, without showing it', () => {
    expect(violationsOf({ ...SET, pageSize: 'many' })).toEqual([
      'pageSize breaks the rule of PAGE_SIZE. On a page. An example is 20',
    ]);
  });

  it('rejects a variable whose parameter is there already', () => {
    expect(violationsOf(SET, ['colour'])).toEqual([
      'COLOUR would be set by colour, which is a parameter already. Give the variable another name.',
    ]);
  });
});

describe('ownEnvironment', () => {
  it('has values as they are, and of secrets the reference that CloudFormation resolves', () => {
    expect(ownEnvironment(variables, { ...SET, pageSize: '9' })).toEqual({
      ORDERS_URL: 'https://a.example',
      MAIL_KEY: '{{resolve:secretsmanager:shop/dev:SecretString:mail-key}}',
      PAGE_SIZE: '9',
    });
    expect(ownEnvironment(variables, { mailKey: 'ssm:/shop/key' })).toEqual({
      MAIL_KEY: '{{resolve:ssm:/shop/key}}',
    });
    expect(ownEnvironment(variables, { mailKey: 'secretsmanager:shop/dev' })).toEqual({
      MAIL_KEY: '{{resolve:secretsmanager:shop/dev:SecretString}}',
    });
  });

  it('is set by the parameters that are named for the variables', () => {
    expect(ownParameters(variables)).toEqual(['ordersUrl', 'mailKey', 'pageSize', 'colour']);
  });
});

describe('findVariableViolations', () => {
  it('finds nothing in the environment that follows from the parameters', () => {
    expect(findVariableViolations(variables, ownEnvironment(variables, SET))).toEqual([]);
  });

  it('finds a variable that the function lacks, and a secret that it has as a plain value', () => {
    expect(findVariableViolations(variables, { MAIL_KEY: 'key-S3CR3T' })).toEqual([
      'must have ORDERS_URL, which the application declares in src/env.ts. Set the parameter ordersUrl.',
      'must have MAIL_KEY by reference, never its value. Set the parameter mailKey to where it is kept.',
    ]);
  });
});

describe('a secret that is read at run time', () => {
  const { variables: late } = defineEnv({
    MAIL_KEY: { rule: v.string(), description: 'For mails.', example: 'key-1', secret: 'run' },
  });

  it.each(['ssm:/shop/dev/mail', 'secretsmanager:shop/dev:mail-key'])(
    'is a variable that says where it is kept, which CloudFormation does not read: %s',
    (mailKey) => {
      expect(findOwnViolations(late, { mailKey }, new Set())).toEqual([]);
      const environment = ownEnvironment(late, { mailKey });
      expect(environment).toEqual({ MAIL_KEY: mailKey });
      expect(findVariableViolations(late, environment)).toEqual([]);
    },
  );

  it('is rejected by its value, as a parameter and in the template', () => {
    expect(findOwnViolations(late, { mailKey: 'value-of-it' }, new Set())).toEqual([
      'mailKey must say where the secret is kept, ssm:/<name> or secretsmanager:<name>[:<key>], and never hold it.',
    ]);
    expect(findVariableViolations(late, { MAIL_KEY: 'value-of-it' })).toEqual([
      'must have MAIL_KEY by reference, never its value. Set the parameter mailKey to where it is kept.',
    ]);
  });

  it('may be read by the function that declares it, and nothing else may', () => {
    const resourceOf = (mailKey: string): unknown =>
      secretStatements(late, { mailKey }).map(({ actions, resources }) => [
        actions,
        JSON.stringify(resources),
      ]);
    expect(resourceOf('ssm:/shop/dev/mail')).toEqual([
      [['ssm:GetParameter'], expect.stringMatching(/:parameter\/shop\/dev\/mail"\]\]\}\]$/)],
    ]);
    expect(resourceOf('secretsmanager:shop/dev:mail-key')).toEqual([
      [['secretsmanager:GetSecretValue'], expect.stringMatching(/:secret:shop\/dev-\?{6}"\]\]\}\]$/)],
    ]);
    expect(secretStatements(variables, SET)).toEqual([]);
  });
});
