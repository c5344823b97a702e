import type { Route } from '../endpoint/call.ts';
import { INVOKE_ROUTE } from './invoke-operations.ts';

const FUNCTION = '/2015-03-31/functions/{FunctionName}';
const EVENTS = '/2019-09-25/functions/{FunctionName}/event-invoke-config';
const PROVISIONED = '/2019-09-30/functions/{FunctionName}/provisioned-concurrency';
const TAGS = '/2017-03-31/tags/{Resource}';
const QUALIFIER = { Qualifier: 'Qualifier' };

/** Where the operations of Lambda are. @see https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const LAMBDA_ROUTES: readonly Route[] = [
  INVOKE_ROUTE,
  { operation: 'CreateFunction', method: 'POST', path: '/2015-03-31/functions', status: 201 },
  { operation: 'ListFunctions', method: 'GET', path: '/2015-03-31/functions' },
  { operation: 'GetFunction', method: 'GET', path: FUNCTION, query: QUALIFIER },
  { operation: 'DeleteFunction', method: 'DELETE', path: FUNCTION, query: QUALIFIER, status: 204 },
  {
    operation: 'GetFunctionConfiguration',
    method: 'GET',
    path: `${FUNCTION}/configuration`,
    query: QUALIFIER,
  },
  { operation: 'UpdateFunctionConfiguration', method: 'PUT', path: `${FUNCTION}/configuration` },
  { operation: 'UpdateFunctionCode', method: 'PUT', path: `${FUNCTION}/code` },
  { operation: 'PublishVersion', method: 'POST', path: `${FUNCTION}/versions`, status: 201 },
  { operation: 'ListVersionsByFunction', method: 'GET', path: `${FUNCTION}/versions` },
  { operation: 'CreateAlias', method: 'POST', path: `${FUNCTION}/aliases`, status: 201 },
  { operation: 'ListAliases', method: 'GET', path: `${FUNCTION}/aliases` },
  { operation: 'GetAlias', method: 'GET', path: `${FUNCTION}/aliases/{Name}` },
  { operation: 'UpdateAlias', method: 'PUT', path: `${FUNCTION}/aliases/{Name}` },
  { operation: 'DeleteAlias', method: 'DELETE', path: `${FUNCTION}/aliases/{Name}`, status: 204 },
  { operation: 'AddPermission', method: 'POST', path: `${FUNCTION}/policy`, query: QUALIFIER, status: 201 },
  { operation: 'GetPolicy', method: 'GET', path: `${FUNCTION}/policy`, query: QUALIFIER },
  {
    operation: 'RemovePermission',
    method: 'DELETE',
    path: `${FUNCTION}/policy/{StatementId}`,
    query: { ...QUALIFIER, RevisionId: 'RevisionId' },
    status: 204,
  },
  {
    operation: 'PutFunctionConcurrency',
    method: 'PUT',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
  },
  {
    operation: 'DeleteFunctionConcurrency',
    method: 'DELETE',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    status: 204,
  },
  {
    operation: 'GetFunctionConcurrency',
    method: 'GET',
    path: '/2019-09-30/functions/{FunctionName}/concurrency',
  },
  {
    operation: 'PutRuntimeManagementConfig',
    method: 'PUT',
    path: '/2021-07-20/functions/{FunctionName}/runtime-management-config',
    query: QUALIFIER,
  },
  {
    operation: 'GetRuntimeManagementConfig',
    method: 'GET',
    path: '/2021-07-20/functions/{FunctionName}/runtime-management-config',
    query: QUALIFIER,
  },
  {
    operation: 'GetFunctionCodeSigningConfig',
    method: 'GET',
    path: '/2020-06-30/functions/{FunctionName}/code-signing-config',
  },
  { operation: 'TagResource', method: 'POST', path: TAGS, status: 204 },
  { operation: 'UntagResource', method: 'DELETE', path: TAGS, query: { tagKeys: 'TagKeys' }, status: 204 },
  { operation: 'ListTags', method: 'GET', path: TAGS },
  { operation: 'PutFunctionEventInvokeConfig', method: 'PUT', path: EVENTS, query: QUALIFIER },
  { operation: 'UpdateFunctionEventInvokeConfig', method: 'POST', path: EVENTS, query: QUALIFIER },
  { operation: 'GetFunctionEventInvokeConfig', method: 'GET', path: EVENTS, query: QUALIFIER },
  {
    operation: 'DeleteFunctionEventInvokeConfig',
    method: 'DELETE',
    path: EVENTS,
    query: QUALIFIER,
    status: 204,
  },
  {
    operation: 'PutProvisionedConcurrencyConfig',
    method: 'PUT',
    path: PROVISIONED,
    query: QUALIFIER,
    status: 202,
  },
  { operation: 'GetProvisionedConcurrencyConfig', method: 'GET', path: PROVISIONED, query: QUALIFIER },
  {
    operation: 'DeleteProvisionedConcurrencyConfig',
    method: 'DELETE',
    path: PROVISIONED,
    query: QUALIFIER,
    status: 204,
  },
];
