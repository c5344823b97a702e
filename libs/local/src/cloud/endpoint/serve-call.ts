import { randomUUID } from 'node:crypto';
import { AwsError, notImplemented } from './aws-error.ts';
import type { Call, Service } from './call.ts';
import { decodeCall, protocolOfErrors } from './choose-protocol.ts';
import type { Principal } from './principal.ts';
import type { Protocol, WireRequest, WireResponse } from './protocols/protocol.ts';
import type { Credential } from './read-credential.ts';
import { InvalidParameter } from './shape.ts';

export type Serving = {
  accountId: string;
  /** Region of calls whose signature names none. */
  defaultRegion: string;
  services: readonly Service[];
  /** Who an access key belongs to. */
  principalOf(accessKeyId: string): Principal;
  /** Throws AwsError when the policies of the principal do not allow the call. */
  authorize(call: Call, service: Service, input: Readonly<Record<string, unknown>>): void;
  /** Resolves once what a call has written survives the end of the process. */
  settled(): Promise<void>;
  /** Takes errors that are no reply of an API but mistakes of the local AWS, and calls that it does not implement. */
  log(line: string): void;
};

/** Does what a signed request asks for, and gives the reply in the protocol of the request. Never rejects. */
export async function serveCall(
  request: WireRequest,
  credential: Credential,
  serving: Serving,
): Promise<WireResponse> {
  const requestId = randomUUID();
  const service = findService(serving.services, credential.service, request);
  let protocol: Protocol = protocolOfErrors(request, service);
  try {
    if (!service) throw notImplemented(`the service ${credential.service} (${describe(request)})`);
    const found = decodeCall(request, service);
    if (!found)
      throw new AwsError('UnknownOperationException', `${service.name} was asked for nothing it can read.`);
    ({ protocol } = found);
    const { operation, input } = found.decoded;
    const call: Call = {
      service: service.name,
      operation,
      region: credential.region ?? serving.defaultRegion,
      accountId: serving.accountId,
      requestId,
      principal: serving.principalOf(credential.accessKeyId),
    };
    const output = await runOperation(service, input, call, serving.authorize);
    await serving.settled();
    return protocol.encode(output, call, service);
  } catch (error) {
    const known = toAwsError(error);
    if (known.status >= 500)
      serving.log(`${credential.service}: ${known.code} ${(known.cause as Error)?.stack ?? known.message}`);
    return protocol.encodeError(
      known,
      { requestId },
      service ?? { name: credential.service, operations: {} },
    );
  }
}

/** Runs an operation, as a request does and as one service asks another. */
export async function runOperation(
  service: Service,
  input: Readonly<Record<string, unknown>>,
  call: Call,
  authorize: Serving['authorize'] = () => undefined,
): Promise<unknown> {
  const operation = Object.hasOwn(service.operations, call.operation)
    ? service.operations[call.operation]
    : undefined;
  if (!operation) throw notImplemented(`${call.operation} of ${service.name}`);
  try {
    authorize(call, service, input);
    return await operation(input, call);
  } catch (error) {
    if (!(error instanceof InvalidParameter)) throw error;
    throw new AwsError(service.validationError ?? 'ValidationException', error.message);
  }
}

function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const internal = new AwsError('InternalFailure', 'The local AWS failed; its terminal says how.', {
    status: 500,
  });
  internal.cause = error;
  return internal;
}

/** API Gateway signs calls of REST APIs and of HTTP APIs alike; the paths of the latter start with the version. */
function findService(services: readonly Service[], name: string, { path }: WireRequest): Service | undefined {
  if (name === 'apigateway' && !path.startsWith('/v2/')) return undefined;
  return services.find((service) => service.name === name);
}

function describe({ method, path, headers }: WireRequest): string {
  return headers['x-amz-target'] ?? `${method} ${path}`;
}
