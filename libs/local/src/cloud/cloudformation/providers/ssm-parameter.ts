import { pick } from './lambda-function.ts';
import { ignoreMissing } from './log-group.ts';
import { makeName } from './make-name.ts';
import type { Provider } from './provider.ts';
import { tagList } from './tags.ts';

const SETTINGS = ['Type', 'Value', 'Description', 'AllowedPattern', 'Tier', 'DataType'];

export const ssmParameter: Provider = {
  type: 'AWS::SSM::Parameter',
  nameProperty: 'Name',
  properties: [...SETTINGS, 'Name', 'Tags'],
  async create(properties, context) {
    const Name = String(properties['Name'] ?? makeName(context));
    await context.call('ssm', 'PutParameter', {
      Name,
      ...pick(properties, SETTINGS),
      Tags: tagList(properties['Tags']),
    });
    return { physicalId: Name, attributes: pick(properties, ['Type', 'Value']) };
  },
  async update(Name, properties, _before, { call }) {
    await call('ssm', 'PutParameter', { Name, ...pick(properties, SETTINGS), Overwrite: true });
    await call('ssm', 'AddTagsToResource', {
      ResourceType: 'Parameter',
      ResourceId: Name,
      Tags: tagList(properties['Tags']),
    });
    return { attributes: pick(properties, ['Type', 'Value']) };
  },
  async delete(Name, _properties, { call }) {
    await ignoreMissing(call('ssm', 'DeleteParameter', { Name }));
  },
};
