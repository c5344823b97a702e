import { AwsError } from '../../endpoint/aws-error.ts';
import { pick } from './lambda-function.ts';
import type { Provider } from './provider.ts';

/** A version cannot be changed: another one takes its place. */
export const lambdaVersion: Provider = {
  type: 'AWS::Lambda::Version',
  properties: ['FunctionName', 'CodeSha256', 'Description'],
  async create(properties, { call }) {
    const { FunctionName } = properties;
    const { Versions } = (await call('lambda', 'ListVersionsByFunction', {
      FunctionName,
      MaxItems: 10_000,
    })) as { Versions: { Version: string }[] };
    const published = (await call(
      'lambda',
      'PublishVersion',
      pick(properties, ['FunctionName', 'CodeSha256', 'Description']),
    )) as {
      Version: string;
      FunctionArn: string;
    };
    // Lambda publishes nothing when nothing has changed. The words are those that others report of CloudFormation.
    if (Versions.some(({ Version }) => Version === published.Version))
      throw new AwsError(
        'AlreadyExists',
        `A version for this Lambda function exists ( ${published.Version} ). Modify the function to create a new version.`,
        {
          status: 409,
        },
      );
    return {
      physicalId: published.FunctionArn,
      attributes: { Version: published.Version, FunctionArn: published.FunctionArn },
    };
  },
  async delete(arn, _properties, { call }) {
    const at = arn.lastIndexOf(':');
    await call('lambda', 'DeleteFunction', { FunctionName: arn.slice(0, at), Qualifier: arn.slice(at + 1) });
  },
};
