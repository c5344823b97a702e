import { describe, expect, it } from '@jest/globals';
import type { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Template } from '../template/template.ts';
import { findMissingParameters } from './find-missing-parameters.ts';

/** An account that has these parameters, by name and type, each in versions 1 and 2. */
function accountWith(
  types: Readonly<Record<string, string>>,
): Pick<SSMClient, 'send'> & { asked: string[][] } {
  const asked: string[][] = [];
  const send = async ({ input: { Names = [] } }: GetParametersCommand) => {
    asked.push(Names);
    const found = Names.flatMap((text) => {
      const [Name = '', version] = text.split(':');
      const isThere = types[Name] && (version === undefined || Number(version) <= 2);
      return isThere ? [{ Name, Type: types[Name], ...(version && { Selector: `:${version}` }) }] : [];
    });
    return { Parameters: found };
  };
  return { asked, send: send as unknown as SSMClient['send'] };
}

function templateWith(variables: Readonly<Record<string, unknown>>): Template {
  return {
    Resources: {
      Function: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: variables } } },
    },
  };
}

const KEY = { FIREBASE_APP_API_KEY: '{{resolve:ssm:/shop/dev/key}}' };

describe('findMissingParameters', () => {
  it('finds nothing when each is there', async () => {
    const account = accountWith({ '/shop/dev/key': 'String', '/shop/google': 'SecureString' });
    const template = templateWith({ ...KEY, GOOGLE_CREDENTIALS_PARAMETER: '/shop/google' });
    await expect(findMissingParameters(template, 'eu-west-1', account)).resolves.toEqual([]);
    expect(account.asked).toEqual([['/shop/google', '/shop/dev/key']]);
  });

  it('says which one the region lacks, and how it is made there', async () => {
    await expect(findMissingParameters(templateWith(KEY), 'us-east-1', accountWith({}))).resolves.toEqual([
      'SSM has no parameter /shop/dev/key in us-east-1, and the deployment needs it. Make it there:\n' +
        "  aws ssm put-parameter --region us-east-1 --name /shop/dev/key --type String --value '…'",
    ]);
  });

  it('says so of one that the function reads at run time', async () => {
    const template = templateWith({ GOOGLE_CREDENTIALS_PARAMETER: '/shop/google' });
    await expect(findMissingParameters(template, 'eu-west-1', accountWith({}))).resolves.toEqual([
      'SSM has no parameter /shop/google in eu-west-1, and the deployment needs it. Make it there:\n' +
        "  aws ssm put-parameter --region eu-west-1 --name /shop/google --type SecureString --value '…'",
    ]);
  });

  it('asks for the version that the template names', async () => {
    const template = (version: number) => templateWith({ KEY: `{{resolve:ssm:/shop/dev/key:${version}}}` });
    const account = accountWith({ '/shop/dev/key': 'String' });
    await expect(findMissingParameters(template(2), 'eu-west-1', account)).resolves.toEqual([]);
    const [sentence] = await findMissingParameters(template(3), 'eu-west-1', account);
    expect(sentence).toContain('SSM has no parameter /shop/dev/key:3 in eu-west-1');
  });

  it('says that CloudFormation does not decrypt', async () => {
    const account = accountWith({ '/shop/dev/key': 'SecureString' });
    await expect(findMissingParameters(templateWith(KEY), 'eu-west-1', account)).resolves.toEqual([
      'The SSM parameter /shop/dev/key in eu-west-1 is a SecureString, which CloudFormation does not decrypt here. Delete it ' +
        'and store it as a String.',
    ]);
  });

  it('says so of one that the function reads at run time as well', async () => {
    const template = templateWith({ ...KEY, GOOGLE_CREDENTIALS_PARAMETER: '/shop/dev/key' });
    const account = accountWith({ '/shop/dev/key': 'SecureString' });
    const [sentence] = await findMissingParameters(template, 'eu-west-1', account);
    expect(sentence).toContain('is a SecureString, which CloudFormation does not decrypt here');
  });

  it('finds references anywhere in a text, ten names a question', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `/shop/${index}`);
    const text = names.map((name) => `{{resolve:ssm:${name}}}`).join(' ');
    const account = accountWith(Object.fromEntries(names.map((name) => [name, 'String'])));
    await expect(findMissingParameters(templateWith({ text }), 'eu-west-1', account)).resolves.toEqual([]);
    expect(account.asked).toEqual([names.slice(0, 10), names.slice(10)]);
  });

  it('asks nothing when nothing is needed', async () => {
    const account = accountWith({});
    await expect(findMissingParameters(templateWith({}), 'eu-west-1', account)).resolves.toEqual([]);
    expect(account.asked).toEqual([]);
  });
});
