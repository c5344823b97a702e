import { toText } from './iam-role.ts';
import type { Provider } from './provider.ts';

export const s3BucketPolicy: Provider = {
  type: 'AWS::S3::BucketPolicy',
  properties: ['Bucket', 'PolicyDocument'],
  async create({ Bucket, PolicyDocument }, { call }) {
    await call('s3', 'PUT', { Bucket, Query: 'policy', Body: toText(PolicyDocument) });
    return { physicalId: String(Bucket) };
  },
  async update(_id, { Bucket, PolicyDocument }, _before, { call }) {
    await call('s3', 'PUT', { Bucket, Query: 'policy', Body: toText(PolicyDocument) });
    return undefined;
  },
  async delete(Bucket, _properties, { call }) {
    await call('s3', 'DELETE', { Bucket, Query: 'policy' });
  },
};
