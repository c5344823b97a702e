import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseTemplate } from '../../libs/local/src/cloud/cloudformation/template/parse-template.ts';
import type { Template } from '../../libs/toolkit/src/template/template.ts';
import { loadValidator } from '../../libs/toolkit/src/template/validate-template.ts';

const text = readFileSync('infra/release-role.yml', 'utf8');
const template = parseTemplate(text) as unknown as Template;

type Statement = { Action: string | string[]; Resource: unknown; Condition?: object };

const { AssumeRolePolicyDocument, Policies } = (template.Resources['Role']?.Properties ?? {}) as {
  AssumeRolePolicyDocument: { Statement: { 'Fn::If': [string, Statement, unknown] }[] };
  Policies: { PolicyDocument: { Statement: Statement[] } }[];
};
const statements = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

describe('the role of releases', () => {
  it("is a stack that AWS's validator has nothing against", async () => {
    const validate = await loadValidator();
    expect(validate(template)).toEqual([]);
  });

  const NOTHING = { Ref: 'AWS::NoValue' };

  it('is for jobs of two environments of one repository, and for one role of a pipeline', () => {
    const { Statement: trusted } = AssumeRolePolicyDocument;
    expect(trusted).toMatchObject([
      {
        'Fn::If': [
          'TrustsGitHub',
          {
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: {
                'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
                'token.actions.githubusercontent.com:sub': [
                  { 'Fn::Sub': 'repo:${Repository}:environment:staging' },
                  { 'Fn::Sub': 'repo:${Repository}:environment:production' },
                ],
              },
            },
          },
          NOTHING,
        ],
      },
      {
        'Fn::If': [
          'TrustsDeployer',
          { Action: 'sts:AssumeRole', Principal: { AWS: { Ref: 'Deployer' } } },
          NOTHING,
        ],
      },
    ]);
    expect(template['Conditions']).toMatchObject({
      TrustsGitHub: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Repository' }, ''] }] },
      TrustsDeployer: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Deployer' }, ''] }] },
    });
  });

  it('passes roles on to the services of the stack alone', () => {
    const passing = statements.filter(({ Action }) => [Action].flat().includes('iam:PassRole'));
    expect(passing).toEqual([
      expect.objectContaining({
        Action: 'iam:PassRole',
        Condition: {
          StringEquals: {
            'iam:PassedToService': [
              'lambda.amazonaws.com',
              'codedeploy.amazonaws.com',
              'scheduler.amazonaws.com',
            ],
          },
        },
      }),
    ]);
  });

  it('names what it may do, but in the bucket of deployments, and to what, where AWS lets it', () => {
    const wide = statements.flatMap(({ Action }) => [Action].flat()).filter((action) => action.includes('*'));
    expect(wide).toEqual(['s3:*']);
    const everywhere = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    expect(
      everywhere.filter(
        (action) => !/^(logs|cloudformation:ValidateTemplate|sts:GetCallerIdentity)/.test(action),
      ),
    ).toEqual([]);
  });
});
