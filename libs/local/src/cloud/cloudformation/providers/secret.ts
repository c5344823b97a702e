import { randomInt } from 'node:crypto';
import { pick } from './lambda-function.ts';
import { ignoreMissing } from './log-group.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider } from './provider.ts';
import { tagList } from './tags.ts';

type Generated = {
  PasswordLength?: number | string;
  ExcludeCharacters?: string;
  ExcludeLowercase?: boolean;
  ExcludeUppercase?: boolean;
  ExcludeNumbers?: boolean;
  ExcludePunctuation?: boolean;
  IncludeSpace?: boolean;
  SecretStringTemplate?: string;
  GenerateStringKey?: string;
};

export const secret: Provider = {
  type: 'AWS::SecretsManager::Secret',
  nameProperty: 'Name',
  properties: ['Name', 'Description', 'KmsKeyId', 'SecretString', 'GenerateSecretString', 'Tags'],
  async create(properties, context) {
    const { ARN } = await context.call('secretsmanager', 'CreateSecret', {
      Name: properties['Name'] ?? makeName(context, 200),
      ...pick(properties, ['Description', 'KmsKeyId']),
      ...valueOf(properties),
      Tags: tagList(properties['Tags']),
    });
    return { physicalId: String(ARN), attributes: { Id: ARN } };
  },
  async update(SecretId, properties, before, { call }) {
    // A generated value is made once.
    const isGiven = properties['SecretString'] !== before['SecretString'];
    const value = isGiven ? pick(properties, ['SecretString']) : {};
    await call('secretsmanager', 'UpdateSecret', {
      SecretId,
      ...pick(properties, ['Description', 'KmsKeyId']),
      ...value,
    });
    await call('secretsmanager', 'TagResource', { SecretId, Tags: tagList(properties['Tags']) });
    return undefined;
  },
  async delete(SecretId, _properties, { call }) {
    await ignoreMissing(
      call('secretsmanager', 'DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true }),
    );
  },
};

function valueOf({ SecretString, GenerateSecretString }: Properties): Properties {
  if (GenerateSecretString === undefined) return SecretString === undefined ? {} : { SecretString };
  const generated = GenerateSecretString as Generated;
  const password = generate(generated);
  const { SecretStringTemplate, GenerateStringKey } = generated;
  if (SecretStringTemplate === undefined || GenerateStringKey === undefined)
    return { SecretString: password };
  const members = JSON.parse(SecretStringTemplate) as Record<string, unknown>;
  return { SecretString: JSON.stringify({ ...members, [GenerateStringKey]: password }) };
}

function generate(wanted: Generated): string {
  const { PasswordLength = 32, ExcludeCharacters = '' } = wanted;
  const characters = [
    ...(wanted.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz'),
    ...(wanted.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    ...(wanted.ExcludeNumbers ? '' : '0123456789'),
    ...(wanted.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'),
    ...(wanted.IncludeSpace ? ' ' : ''),
  ].filter((one) => !ExcludeCharacters.includes(one));
  return Array.from({ length: Number(PasswordLength) }, () => characters[randomInt(characters.length)]).join(
    '',
  );
}
