import { notImplemented } from '../../endpoint/aws-error.ts';
import { element } from '../../endpoint/protocols/xml.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { tagList } from './tags.ts';

/** Settings of a bucket by the sub-resource that holds them, each as XML; `undefined` takes one away. */
const SETTINGS: Readonly<Record<string, (properties: Properties) => string | undefined>> = {
  encryption: ({ BucketEncryption }) =>
    wrap(
      'ServerSideEncryptionConfiguration',
      BucketEncryption,
      ({ ServerSideEncryptionConfiguration = [] }: Encryption) =>
        ServerSideEncryptionConfiguration.map(({ ServerSideEncryptionByDefault, BucketKeyEnabled }) =>
          element('Rule', {
            ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
            BucketKeyEnabled,
          }),
        ).join(''),
    ),
  publicAccessBlock: ({ PublicAccessBlockConfiguration }) =>
    wrap('PublicAccessBlockConfiguration', PublicAccessBlockConfiguration, members),
  ownershipControls: ({ OwnershipControls }) =>
    wrap('OwnershipControls', OwnershipControls, ({ Rules = [] }: { Rules?: object[] }) =>
      Rules.map((rule) => element('Rule', rule)).join(''),
    ),
  lifecycle: ({ LifecycleConfiguration }) =>
    wrap('LifecycleConfiguration', LifecycleConfiguration, ({ Rules = [] }: { Rules?: object[] }) =>
      Rules.map(lifecycleRule).join(''),
    ),
  tagging: ({ Tags }) =>
    tagList(Tags).length === 0
      ? undefined
      : `<Tagging><TagSet>${tagList(Tags)
          .map((tag) => element('Tag', tag))
          .join('')}</TagSet></Tagging>`,
};

type Encryption = {
  ServerSideEncryptionConfiguration?: {
    ServerSideEncryptionByDefault?: object;
    BucketKeyEnabled?: unknown;
  }[];
};

export const s3Bucket: Provider = {
  type: 'AWS::S3::Bucket',
  nameProperty: 'BucketName',
  properties: [
    'BucketName',
    'BucketEncryption',
    'PublicAccessBlockConfiguration',
    'OwnershipControls',
    'LifecycleConfiguration',
    'VersioningConfiguration',
    'Tags',
  ],
  async create(properties, context) {
    const { region } = context;
    const Bucket = String(properties['BucketName'] ?? makeName(context, 63).toLowerCase());
    const isDefault = region === 'us-east-1';
    const Body = isDefault
      ? ''
      : `<CreateBucketConfiguration>${element('LocationConstraint', region)}</CreateBucketConfiguration>`;
    await context.call('s3', 'PUT', { Bucket, Body });
    await putSettings(Bucket, properties, {}, context);
    return {
      physicalId: Bucket,
      attributes: {
        Arn: `arn:aws:s3:::${Bucket}`,
        DomainName: `${Bucket}.s3.amazonaws.com`,
        RegionalDomainName: `${Bucket}.s3.${region}.amazonaws.com`,
        DualStackDomainName: `${Bucket}.s3.dualstack.${region}.amazonaws.com`,
      },
    };
  },
  async update(Bucket, properties, before, context) {
    await putSettings(Bucket, properties, before, context);
    return undefined;
  },
  async delete(Bucket, _properties, { call }) {
    await call('s3', 'DELETE', { Bucket });
  },
};

async function putSettings(
  Bucket: string,
  after: Properties,
  before: Properties,
  { call }: ProviderContext,
): Promise<void> {
  for (const [Query, render] of Object.entries(SETTINGS)) {
    const [Body, was] = [render(after), render(before)];
    if (Body !== undefined) await call('s3', 'PUT', { Bucket, Query, Body });
    else if (was !== undefined) await call('s3', 'DELETE', { Bucket, Query });
  }
  const { Status } = (after['VersioningConfiguration'] ?? {}) as { Status?: string };
  const hadVersions = before['VersioningConfiguration'] !== undefined;
  if (Status === undefined && !hadVersions) return;
  const Body = `<VersioningConfiguration>${element('Status', Status ?? 'Suspended')}</VersioningConfiguration>`;
  await call('s3', 'PUT', { Bucket, Query: 'versioning', Body });
}

function wrap<T>(name: string, value: unknown, render: (value: T) => string): string | undefined {
  return value === undefined ? undefined : `<${name}>${render(value as T)}</${name}>`;
}

function members(value: object): string {
  return Object.entries(value)
    .map(([name, one]) => element(name, one))
    .join('');
}

/** Members of a rule of the template by those of the API. */
function lifecycleRule(rule: object): string {
  const {
    Id,
    Prefix,
    Status,
    ExpirationInDays,
    NoncurrentVersionExpiration,
    AbortIncompleteMultipartUpload,
    ...others
  } = rule as Record<string, unknown>;
  const unknown = Object.keys(others);
  if (unknown.length > 0) throw notImplemented(`${unknown.join(', ')} of lifecycle rules of AWS::S3::Bucket`);
  const days = NoncurrentVersionExpiration as { NoncurrentDays?: unknown } | undefined;
  return element('Rule', {
    ID: Id,
    Filter: { Prefix: Prefix ?? '' },
    Status,
    Expiration: ExpirationInDays === undefined ? undefined : { Days: ExpirationInDays },
    NoncurrentVersionExpiration: days,
    AbortIncompleteMultipartUpload,
  });
}
