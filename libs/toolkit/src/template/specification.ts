import { createRequire } from 'node:module';
import type { Resource as Specification, SpecDatabase } from '@aws-cdk/service-spec-types';

let loaded: SpecDatabase | undefined;

/** AWS's resource specification: every type that CloudFormation knows. Takes most of a second, once. */
export function loadSpecification(): SpecDatabase {
  return (loaded ??= load());
}

// The package is CommonJS whose names Node does not see from outside.
function load(): SpecDatabase {
  const { loadAwsServiceSpecSync } = createRequire(import.meta.url)('@aws-cdk/aws-service-spec') as {
    loadAwsServiceSpecSync: () => SpecDatabase;
  };
  return loadAwsServiceSpecSync();
}

export function specificationOf(database: SpecDatabase, type: string): Specification | undefined {
  return database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}
