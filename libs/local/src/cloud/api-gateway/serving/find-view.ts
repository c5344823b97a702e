import { leave } from '@lambda-nest/gateway/model';
import type { ApiRecord, ApiRecords, StageRecord } from '../api-records.ts';

/** A stage of an API, seen through an address: its own, or a custom domain. */
export type ApiView = {
  api: ApiRecord;
  stage: StageRecord;
  /** Host that events name. */
  domainName: string;
  /** Part of the path that only leads here and that no API sees: `/_aws/execute-api/<id>`. */
  prefix: string;
  /** The path below stage or mapping key. */
  enter(path: string): string | undefined;
};

/** Why a request for an API cannot be served. */
export type Miss = { miss: 'not found' | 'forbidden'; why: string };

const BY_PATH = /^(\/_aws\/(execute-api|domains)\/([^/?#]+))/;
const BY_HOST = /^([a-z0-9]+)\.execute-api(\..+)?$/;

/**
 * Which API a request is for: by the host of an API or of a custom domain, or by a path that needs no name to be
 * resolved. `undefined` when it is for none.
 */
export function findView(records: ApiRecords, host: string, url: string): ApiView | Miss | undefined {
  const [, prefix = '', kind, name = ''] = BY_PATH.exec(url) ?? [];
  const path = url.slice(prefix.length).split('?', 1)[0] ?? '';
  if (kind === 'execute-api') return findStage(records, name, path, prefix);
  if (kind === 'domains') return findMapping(records, name, path, prefix);
  const apiId = BY_HOST.exec(host)?.[1];
  if (apiId !== undefined) return findStage(records, apiId, path, '');
  return records.domains.get(host) ? findMapping(records, host, path, '') : undefined;
}

/** The first segment names the stage; a path that names none is for `$default`. */
function findStage(
  { apis, stages }: ApiRecords,
  apiId: string,
  path: string,
  prefix: string,
): ApiView | Miss {
  const api = apis.get(apiId);
  if (!api) return { miss: 'not found', why: `there is no API ${apiId}` };
  if (api.DisableExecuteApiEndpoint)
    return { miss: 'forbidden', why: `the API ${apiId} is served by its custom domain alone` };
  const [, first = ''] = path.split('/');
  const named = first === '' || first === '$default' ? undefined : stages.get(apiId, first);
  const stage = named ?? stages.get(apiId, '$default');
  if (!stage) {
    const names = stages.list(apiId).map(({ StageName }) => `/${StageName}/`);
    return {
      miss: 'not found',
      why: `no stage of the API ${apiId}: paths start with ${names.join(' or ') || 'none yet'}`,
    };
  }
  const domainName = `${apiId}.execute-api.${api.region}.amazonaws.com`;
  const enter = (full: string): string | undefined => (named ? leave(full, first) : full);
  return { api, stage, domainName, prefix, enter };
}

/** The longest mapping key of whole segments wins, then the mapping without one. */
function findMapping(records: ApiRecords, domainName: string, path: string, prefix: string): ApiView | Miss {
  const { mappings, apis, stages } = records;
  const [mapping] = mappings
    .list(domainName)
    .filter(({ ApiMappingKey: key = '' }) => key === '' || leave(path, key) !== undefined)
    .sort((one, other) => (other.ApiMappingKey ?? '').length - (one.ApiMappingKey ?? '').length);
  const api = mapping && apis.get(mapping.ApiId);
  const stage = mapping && stages.get(mapping.ApiId, mapping.Stage);
  if (!mapping || !api || !stage)
    return { miss: 'not found', why: `no mapping of the domain ${domainName} for ${path}` };
  const { ApiMappingKey: key = '' } = mapping;
  return { api, stage, domainName, prefix, enter: (full) => (key === '' ? full : leave(full, key)) };
}
