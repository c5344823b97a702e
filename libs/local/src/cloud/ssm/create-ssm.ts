import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Service } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, list, number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import type { Store } from '../store/open-store.ts';
import { openParameters, parameterArn, splitSelector, type ParameterRecord } from './parameter-record.ts';

const NAME = text({ min: 1, max: 2048 });
const VALID_NAME = /^(\/[\w.-]+)+$|^[\w.-]+$/;
/** Of a standard parameter. @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const MAX_VALUE = 4096;
const MAX_PAGE = 10;
const TAGS = list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }));

/** Systems Manager's Parameter Store. Values are kept as they are: there is no KMS on a laptop. */
export function createSsm(store: Store): Service {
  const parameters = openParameters(store);

  const find = (name: string, { region }: Call): ParameterRecord => {
    const found = parameters.get(region, name);
    if (!found) throw new AwsError('ParameterNotFound', '');
    return found;
  };
  const describe = (selector: string, withDecryption: boolean, call: Call): object => {
    const { name, version } = splitSelector(selector);
    const record = find(name, call);
    const number = version ?? record.versions.length;
    const found = record.versions[number - 1];
    if (!found) {
      throw new AwsError(
        'ParameterVersionNotFound',
        `Systems Manager could not find version ${number} of ${name}. Verify the version and try again.`,
      );
    }
    // AWS gives the ciphertext to a call that does not ask for the text.
    const isHidden = found.Type === 'SecureString' && !withDecryption;
    return {
      Name: name,
      Type: found.Type,
      Value: isHidden ? Buffer.from(`encrypted:${number}`).toString('base64') : found.Value,
      Version: number,
      ...(version !== undefined && { Selector: `:${version}` }),
      LastModifiedDate: new Date(found.LastModifiedDate),
      ARN: parameterArn(call.region, call.accountId, name),
      DataType: 'text',
    };
  };
  const removeParameter = (name: string, call: Call): void => {
    find(name, call);
    parameters.delete(call.region, name);
  };
  const byResource = structure({ ResourceType: oneOf('Parameter'), ResourceId: NAME });

  return {
    name: 'ssm',
    resources: Object.fromEntries(
      ['GetParameter', 'PutParameter', 'DeleteParameter', 'GetParameterHistory'].map((name) => [
        name,
        ({ Name }, { region, accountId }) =>
          parameterArn(region, accountId, splitSelector(String(Name)).name),
      ]),
    ),
    operations: {
      PutParameter: operation(
        structure({
          Name: NAME,
          Value: text(),
          Type: optional(oneOf('String', 'StringList', 'SecureString')),
          Description: optional(text({ max: 1024 })),
          KeyId: optional(text()),
          Overwrite: optional(flag()),
          AllowedPattern: optional(text()),
          Tier: optional(oneOf('Standard')),
          DataType: optional(oneOf('text')),
          Tags: optional(TAGS),
        }),
        ({ Name, Value, Type, Description, KeyId, Overwrite = false, AllowedPattern, Tags = [] }, call) => {
          if (!VALID_NAME.test(Name) || /^\/?(aws|ssm)/i.test(Name))
            throw new AwsError(
              'ValidationException',
              'Parameter name must be a fully qualified name without the prefixes aws and ssm.',
            );
          if (Value.length > MAX_VALUE)
            throw new AwsError(
              'ValidationException',
              `Standard tier parameters support a maximum parameter value of ${MAX_VALUE} characters.`,
            );
          if (AllowedPattern !== undefined && !new RegExp(AllowedPattern).test(Value))
            throw new AwsError(
              'ParameterPatternMismatchException',
              `Parameter value, cannot be validated against allowedPattern: ${AllowedPattern}`,
            );
          const existing = parameters.get(call.region, Name);
          if (existing && !Overwrite)
            throw new AwsError(
              'ParameterAlreadyExists',
              'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
            );
          const type = Type ?? existing?.versions.at(-1)?.Type;
          if (type === undefined)
            throw new AwsError(
              'ValidationException',
              'A parameter type is required when you create a parameter.',
            );
          const record: ParameterRecord = existing ?? { Name, versions: [], tags: Tags };
          record.versions.push({
            Value,
            Type: type,
            LastModifiedDate: new Date().toISOString(),
            LastModifiedUser: call.principal.arn,
            ...(Description !== undefined && { Description }),
            ...(type === 'SecureString' && { KeyId: KeyId ?? 'alias/aws/ssm' }),
          });
          parameters.put([call.region, Name], record);
          return { Version: record.versions.length, Tier: 'Standard' };
        },
      ),
      GetParameter: operation(
        structure({ Name: NAME, WithDecryption: optional(flag()) }),
        ({ Name, WithDecryption = false }, call) => ({ Parameter: describe(Name, WithDecryption, call) }),
      ),
      GetParameters: operation(
        structure({ Names: list(NAME, { max: MAX_PAGE }), WithDecryption: optional(flag()) }),
        ({ Names, WithDecryption = false }, call) => {
          const isThere = (selector: string): boolean => {
            const { name, version } = splitSelector(selector);
            const record = parameters.get(call.region, name);
            return record !== undefined && record.versions[(version ?? 1) - 1] !== undefined;
          };
          return {
            Parameters: Names.filter(isThere).map((name) => describe(name, WithDecryption, call)),
            InvalidParameters: Names.filter((name) => !isThere(name)),
          };
        },
      ),
      GetParametersByPath: operation(
        structure({
          Path: text({ min: 1 }),
          Recursive: optional(flag()),
          WithDecryption: optional(flag()),
          MaxResults: optional(number({ min: 1, max: MAX_PAGE })),
          NextToken: optional(text()),
        }),
        (
          { Path, Recursive = false, WithDecryption = false, MaxResults = MAX_PAGE, NextToken = '0' },
          call,
        ) => {
          const prefix = Path.endsWith('/') ? Path : `${Path}/`;
          const below = parameters
            .list(call.region)
            .filter(
              ({ Name }) =>
                Name.startsWith(prefix) && (Recursive || !Name.slice(prefix.length).includes('/')),
            );
          const start = Number(NextToken);
          return {
            Parameters: below
              .slice(start, start + MaxResults)
              .map(({ Name }) => describe(Name, WithDecryption, call)),
            ...(below.length > start + MaxResults && { NextToken: String(start + MaxResults) }),
          };
        },
      ),
      GetParameterHistory: operation(
        structure({ Name: NAME, WithDecryption: optional(flag()), MaxResults: optional(number()) }),
        ({ Name, WithDecryption = false }, call) => ({
          Parameters: find(Name, call).versions.map((_version, index) =>
            describe(`${Name}:${index + 1}`, WithDecryption, call),
          ),
        }),
      ),
      DescribeParameters: operation(
        structure({ MaxResults: optional(number({ min: 1, max: 50 })), NextToken: optional(text()) }),
        (_input, call) => ({
          Parameters: parameters.list(call.region).map(({ Name, versions }) => {
            const { Value: _value, LastModifiedDate = '', ...rest } = versions.at(-1) ?? {};
            return {
              Name,
              ...rest,
              LastModifiedDate: new Date(LastModifiedDate),
              Version: versions.length,
              ARN: parameterArn(call.region, call.accountId, Name),
              Tier: 'Standard',
              DataType: 'text',
            };
          }),
        }),
      ),
      DeleteParameter: operation(structure({ Name: NAME }), ({ Name }, call) => {
        removeParameter(Name, call);
        return {};
      }),
      DeleteParameters: operation(structure({ Names: list(NAME, { max: MAX_PAGE }) }), ({ Names }, call) => {
        const there = Names.filter((name) => parameters.get(call.region, name));
        for (const name of there) removeParameter(name, call);
        return { DeletedParameters: there, InvalidParameters: Names.filter((name) => !there.includes(name)) };
      }),
      AddTagsToResource: operation(
        structure({ ResourceType: oneOf('Parameter'), ResourceId: NAME, Tags: TAGS }),
        ({ ResourceId, Tags }, call) => {
          const record = find(ResourceId, call);
          const names = new Set(Tags.map(({ Key }) => Key));
          record.tags = [...record.tags.filter(({ Key }) => !names.has(Key)), ...Tags];
          parameters.put([call.region, ResourceId], record);
          return {};
        },
      ),
      RemoveTagsFromResource: operation(
        structure({ ResourceType: oneOf('Parameter'), ResourceId: NAME, TagKeys: list(text()) }),
        ({ ResourceId, TagKeys }, call) => {
          const record = find(ResourceId, call);
          record.tags = record.tags.filter(({ Key }) => !TagKeys.includes(Key));
          parameters.put([call.region, ResourceId], record);
          return {};
        },
      ),
      ListTagsForResource: operation(byResource, ({ ResourceId }, call) => ({
        TagList: find(ResourceId, call).tags,
      })),
    },
  };
}
