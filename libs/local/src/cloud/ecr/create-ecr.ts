import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Service } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, optional, structure, text } from '../endpoint/shape.ts';

const NAME = text({ min: 2, max: 256 });

/**
 * ECR without a repository in it: functions of images are not played. `serverless remove` asks whether its repository is there,
 * and must be told that it is not.
 */
export function createEcr(): Service {
  return {
    name: 'ecr',
    operations: {
      DescribeRepositories: operation(
        structure({ registryId: optional(text()), repositoryNames: optional(list(NAME, { max: 100 })) }),
        ({ repositoryNames = [] }, call) => {
          const [name] = repositoryNames;
          if (name !== undefined) throw missing(name, call);
          return { repositories: [] };
        },
      ),
      DeleteRepository: operation(structure({ repositoryName: NAME }), ({ repositoryName }, call) => {
        throw missing(repositoryName, call);
      }),
    },
  };
}

function missing(name: string, { accountId }: Call): AwsError {
  return new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${accountId}'`,
  );
}
