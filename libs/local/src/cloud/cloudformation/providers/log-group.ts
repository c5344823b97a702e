import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { removedTags, tagsOf } from './tags.ts';

export const logGroup: Provider = {
  type: 'AWS::Logs::LogGroup',
  nameProperty: 'LogGroupName',
  properties: ['LogGroupName', 'RetentionInDays', 'LogGroupClass', 'Tags'],
  async create(properties, context) {
    const { LogGroupName = makeName(context, 512), LogGroupClass } = properties;
    const name = String(LogGroupName);
    await context.call('logs', 'CreateLogGroup', {
      logGroupName: name,
      tags: tagsOf(properties['Tags']),
      ...(LogGroupClass !== undefined && { logGroupClass: LogGroupClass }),
    });
    await putRetention(name, properties, context);
    return { physicalId: name, attributes: { Arn: arnOf(name, context) } };
  },
  async update(name, properties, before, context) {
    await putRetention(name, properties, context);
    const resourceArn = arnOf(name, context);
    const removed = removedTags(before, properties);
    if (removed.length > 0) await context.call('logs', 'UntagResource', { resourceArn, tagKeys: removed });
    await context.call('logs', 'TagResource', { resourceArn, tags: tagsOf(properties['Tags']) });
    return undefined;
  },
  async delete(name, _properties, { call }) {
    await ignoreMissing(call('logs', 'DeleteLogGroup', { logGroupName: name }));
  },
};

async function putRetention(
  logGroupName: string,
  { RetentionInDays }: Properties,
  { call }: ProviderContext,
): Promise<void> {
  if (RetentionInDays === undefined) await call('logs', 'DeleteRetentionPolicy', { logGroupName });
  else await call('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: RetentionInDays });
}

function arnOf(name: string, { region, accountId }: ProviderContext): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`;
}

/** The APIs that speak JSON say that something is not there with status 400. */
export async function ignoreMissing(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (!/NotFound|DoesNotExist/.test(code)) throw error;
  }
}
