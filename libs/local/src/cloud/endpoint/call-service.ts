import { randomUUID } from 'node:crypto';
import type { Call, Input, Service } from './call.ts';
import type { Principal } from './principal.ts';
import { runOperation, type Serving } from './serve-call.ts';

type Calling = {
  /** Those that there are by the time of a call. */
  services(): readonly Service[];
  accountId: string;
  authorize: Serving['authorize'];
};

/** How services of the local AWS call each other: as the principal that they act for, with its permissions. */
export function createServiceCalls({ services, accountId, authorize }: Calling) {
  return async (
    name: string,
    operation: string,
    input: Input,
    region: string,
    principal: Principal,
  ): Promise<unknown> => {
    const service = services().find((one) => one.name === name);
    if (!service) throw new Error(`There is no service ${name}.`);
    const call: Call = { service: name, operation, region, accountId, requestId: randomUUID(), principal };
    return runOperation(service, input, call, authorize);
  };
}
