/**
 * Loads a package of the AWS SDK, which Lambda's runtime brings and no bundle has, where it is first needed. By `require`, because Lambda offers
 * its SDK on NODE_PATH, which imports of ES modules do not read.
 */
export function requireSdk<Sdk>(name: `@aws-sdk/${string}`): Sdk {
  const { createRequire } = process.getBuiltinModule('node:module');
  return createRequire(`${process.cwd()}/lambda.mjs`)(name) as Sdk;
}
