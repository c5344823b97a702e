import type { Service } from './call.ts';
import { rpcV2Cbor } from './protocols/cbor.ts';
import { awsJson } from './protocols/json.ts';
import type { Decoded, Protocol, WireRequest } from './protocols/protocol.ts';
import { query } from './protocols/query.ts';
import { restJson } from './protocols/rest-json.ts';

/** The order matters for one: a form is tried last, since any request may have a query string. */
const RPC = [rpcV2Cbor, awsJson('1.1'), awsJson('1.0'), query];

/** What a service is asked, and in which protocol to reply: services with several take whichever the client speaks. */
export function decodeCall(
  request: WireRequest,
  service: Service,
): { protocol: Protocol; decoded: Decoded } | undefined {
  for (const protocol of service.routes ? [restJson] : RPC) {
    const decoded = protocol.decode(request, service);
    if (decoded) return { protocol, decoded };
  }
  return undefined;
}

/** The protocol in which a client most likely reads an error, when its call could not be read. */
export function protocolOfErrors({ headers }: WireRequest, service?: Service): Protocol {
  const contentType = headers['content-type'] ?? '';
  if (service?.routes) return restJson;
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') return rpcV2Cbor;
  if (contentType.startsWith('application/x-amz-json-1.0')) return awsJson('1.0');
  if (contentType.startsWith('application/x-amz-json')) return awsJson('1.1');
  if (contentType.startsWith('application/x-www-form-urlencoded')) return query;
  return restJson;
}
