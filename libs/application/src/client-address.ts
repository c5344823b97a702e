import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { chooseAddress, currentInvocation, type AddressRule } from '@lambda-nest/gateway';

/** By the application that a request belongs to. */
const RULE = 'client address rule';

/** Says, once for an application, whose address is the client's where it runs as an HTTP server. */
export function setAddressRule(app: { set(name: string, value: unknown): unknown }, rule: AddressRule): void {
  app.set(RULE, rule);
}

/**
 * Injects the client's address into a handler, `''` when it is not known or may be that of many: by the rule of
 * `CLIENT_ADDRESS`, in Lambda and as an HTTP server.
 */
export const ClientAddress = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const invocation = currentInvocation();
  if (invocation) return invocation.clientAddress;
  const request = context.switchToHttp().getRequest<Request>();
  const rule = request.app.get(RULE) as AddressRule | undefined;
  const peer = request.socket.remoteAddress ?? '';
  return chooseAddress(rule ?? { kind: 'peer' }, { peer, headers: request.headers });
});
