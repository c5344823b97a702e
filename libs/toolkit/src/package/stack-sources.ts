/** What osls and our plugin read when they package a stack whose zip is there, for specs that do so in a folder of their own. */
export const STACK_SOURCES = [
  'apps/api',
  'infra',
  'libs/identity',
  'libs/toolkit',
  'package.json',
  'serverless.yml',
] as const;
