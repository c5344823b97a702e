import type { Service } from '../endpoint/call.ts';
import { openIamRecords } from './iam-records.ts';
import { policyOperations } from './policy-operations.ts';
import { roleOperations } from './role-operations.ts';
import { rolePolicyOperations } from './role-policy-operations.ts';
import type { Store } from '../store/open-store.ts';

/** IAM: roles and their policies. No users, groups or instance profiles. */
export function createIam(store: Store): Service {
  const records = openIamRecords(store);
  return {
    name: 'iam',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    validationError: 'ValidationError',
    operations: {
      ...roleOperations(records),
      ...rolePolicyOperations(records),
      ...policyOperations(records),
    },
  };
}
