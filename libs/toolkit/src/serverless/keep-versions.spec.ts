import { expect, it } from '@jest/globals';
import { keepVersions } from './keep-versions.ts';

it('keeps versions unless the deployment that made them is rolled back', () => {
  const Version = { Type: 'AWS::Lambda::Version', DeletionPolicy: 'Retain' };
  const Role = { Type: 'AWS::IAM::Role' };
  expect(keepVersions({ Resources: { Version, Role } }).Resources).toEqual({
    Version: { ...Version, DeletionPolicy: 'RetainExceptOnCreate' },
    Role,
  });
});
