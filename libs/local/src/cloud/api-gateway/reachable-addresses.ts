import type { ApiRecords } from './api-records.ts';

const ADDRESS = /https:\/\/([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g;

/** Writes the addresses that AWS would give to deployed APIs as those at which they reply here. */
export function createReachable({ apis }: ApiRecords, url: () => string) {
  return (text: string): string =>
    text.replace(ADDRESS, (whole, apiId: string) =>
      apis.get(apiId) ? `${url()}/_aws/execute-api/${apiId}` : whole,
    );
}
