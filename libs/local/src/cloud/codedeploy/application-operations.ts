import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import type { ApplicationRecord, DeploymentRecords } from './deployment-records.ts';

export const NAME = text({ min: 1, max: 100 });
export const TAGS = optional(list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) })));

type Tag = { Key: string; Value: string };

/** Finds an application, or throws AwsError `ApplicationDoesNotExistException`. */
export function findApplication(
  { applications }: DeploymentRecords,
  name: string,
  { region }: Call,
): ApplicationRecord {
  const found = applications.get(region, name);
  if (!found)
    throw new AwsError('ApplicationDoesNotExistException', `No application found for name: ${name}`);
  return found;
}

/** The operations on applications: those of functions, and no servers or containers. */
export function applicationOperations(records: DeploymentRecords): Record<string, Operation> {
  const { applications, groups } = records;
  const named = structure({ applicationName: NAME });
  return {
    CreateApplication: operation(
      structure({ applicationName: NAME, computePlatform: optional(oneOf('Lambda')), tags: TAGS }),
      ({ applicationName, tags }, { region }) => {
        if (applications.get(region, applicationName))
          throw new AwsError(
            'ApplicationAlreadyExistsException',
            `Application already exists: ${applicationName}`,
          );
        const applicationId = randomUUID();
        applications.put([region, applicationName], {
          region,
          applicationId,
          applicationName,
          createTime: Date.now(),
          tags: toMap(tags),
        });
        return { applicationId };
      },
    ),
    GetApplication: operation(named, ({ applicationName }, call) => {
      const { applicationId, createTime } = findApplication(records, applicationName, call);
      return {
        application: {
          applicationId,
          applicationName,
          createTime: new Date(createTime),
          linkedToGitHub: false,
          computePlatform: 'Lambda',
        },
      };
    }),
    ListApplications: operation(structure({ nextToken: optional(text()) }), (_input, { region }) => ({
      applications: applications.list(region).map(({ applicationName }) => applicationName),
    })),
    DeleteApplication: operation(named, ({ applicationName }, { region }) => {
      applications.delete(region, applicationName);
      for (const { deploymentGroupName } of groups.list(region, applicationName))
        groups.delete(region, applicationName, deploymentGroupName);
      return {};
    }),
    ...tagOperations(records),
  };
}

/** Tags of applications and groups, by their ARNs. */
function tagOperations({ applications, groups }: DeploymentRecords): Record<string, Operation> {
  const change = (arn: string, { region }: Call, edit: (tags: Record<string, string>) => object): void => {
    const [kind, rest = ''] = arn.split(':').slice(5);
    const [application = '', group = ''] = rest.split('/');
    const found =
      kind === 'application' ? applications.get(region, application) : groups.get(region, application, group);
    if (!found) throw new AwsError('ArnNotSupportedException', `There is nothing to tag at ${arn}.`);
    const tags = edit(found.tags) as Record<string, string>;
    if ('deploymentGroupName' in found) groups.put([region, application, group], { ...found, tags });
    else applications.put([region, application], { ...found, tags });
  };
  return {
    TagResource: operation(structure({ ResourceArn: text(), Tags: TAGS }), ({ ResourceArn, Tags }, call) => {
      change(ResourceArn, call, (tags) => ({ ...tags, ...toMap(Tags) }));
      return {};
    }),
    UntagResource: operation(
      structure({ ResourceArn: text(), TagKeys: list(text()) }),
      ({ ResourceArn, TagKeys }, call) => {
        change(ResourceArn, call, (tags) =>
          Object.fromEntries(Object.entries(tags).filter(([name]) => !TagKeys.includes(name))),
        );
        return {};
      },
    ),
    ListTagsForResource: operation(
      structure({ ResourceArn: text(), NextToken: optional(text()) }),
      ({ ResourceArn }, call) => {
        let found: Record<string, string> = {};
        change(ResourceArn, call, (tags) => (found = tags));
        return { Tags: Object.entries(found).map(([Key, Value]) => ({ Key, Value })) };
      },
    ),
  };
}

export function toMap(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
