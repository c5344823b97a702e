import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Api } from '../../../gateway/api.ts';
import { RESPONSES } from '../../../gateway/gateway-responses.ts';
import { handleRequest } from '../../../gateway/handle-request.ts';
import { readTarget, readFacts } from '@lambda-nest/gateway/model';
import type { RequestRecord } from '../../../gateway/request-record.ts';
import { responseOf, writeResponse } from '../../../gateway/write-response.ts';
import { hostOf } from '../../endpoint/serve-endpoint.ts';
import type { Store } from '../../store/open-store.ts';
import type { LogWriter } from '../../logs/log-writer.ts';
import { buildApi, type BuildParts, type BuiltApi } from './build-api.ts';
import { findView, type ApiView } from './find-view.ts';
import { renderAccessLog } from './render-access-log.ts';

export type ServedRequest = { record: RequestRecord; view: ApiView };

export type ServingParts = BuildParts & {
  writer: LogWriter;
  /** Told of every request of an API, once it has its response. */
  served(request: ServedRequest): void;
  hold: Store['hold'];
  /** Takes a line about requests that no API is there for, and about logs that cannot be written. */
  log(line: string): void;
};

/** Serves the requests of all deployed APIs; `false` for a request that is for none. */
export function createApiServer(
  parts: ServingParts,
): (message: IncomingMessage, response: ServerResponse) => boolean {
  const { records, accountId, hold, log } = parts;
  const built = new Map<string, { revision: number; api: BuiltApi }>();
  const revisionOf = (): number =>
    Object.values(records).reduce((sum, collection) => sum + collection.revision(), 0);

  const apiOf = ({ api, stage }: ApiView): BuiltApi => {
    const key = `${api.ApiId} ${stage.StageName}`;
    const revision = revisionOf();
    let found = built.get(key);
    if (found?.revision !== revision)
      built.set(key, (found = { revision, api: buildApi(api, stage, parts) }));
    return found.api;
  };

  return (message, response) => {
    const url = message.url ?? '/';
    const view = findView(records, hostOf(message), url);
    if (!view) return false;
    if ('miss' in view) {
      const reply = view.miss === 'forbidden' ? RESPONSES.forbidden : RESPONSES.notFound;
      log(`${reply.status}  ${message.method} ${url.split('?', 1)[0]}  ${view.why}`);
      message.resume();
      writeResponse(response, responseOf(reply), readFacts(message).requestId);
      return true;
    }
    message.url = url.slice(view.prefix.length) || '/';
    const api: Api = {
      ...apiOf(view),
      identity: { accountId, apiId: view.api.ApiId, region: view.api.region, domainName: view.domainName },
      locate: (target) => readTarget(target, view.enter),
      explainNoApi: () => 'no path of the stage',
      // The host chose the API: see find-view.
      takesHost: () => true,
      port: message.socket.localPort ?? 0,
    };
    const serving = handleRequest(api, message, response, (record) => {
      writeAccessLog(view, record, parts);
      parts.served({ record, view });
    });
    void hold(serving);
    return true;
  };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html */
function writeAccessLog(
  view: ApiView,
  record: RequestRecord,
  { writer, accountId, log }: ServingParts,
): void {
  const { DestinationArn, Format } = view.stage.AccessLogSettings ?? {};
  const group = /:log-group:([^:]+)/.exec(DestinationArn ?? '')?.[1];
  if (group === undefined || Format === undefined) return;
  const { region, ApiId } = view.api;
  if (!writer.hasGroup(region, group))
    return log(`the access log of the API ${ApiId} is lost: there is no log group ${group}`);
  const stream = createHash('sha256').update(`${ApiId} ${view.stage.StageName}`).digest('hex').slice(0, 32);
  if (!writer.hasStream(region, group, stream)) writer.createStream(region, group, stream);
  writer.put(region, group, stream, [
    { timestamp: Date.now(), message: renderAccessLog(Format, record, view, accountId) },
  ]);
}
