import type { Declaration } from '@lambda-nest/access/policy';
import { gatewayAccessOf, type ContractRoute } from '../contract-route.ts';
import { toGatewayPath } from '@lambda-nest/access/policy';

/** A route for tests: `GET /v1/orders/:id` and who may call it. */
export function buildRoute(
  text: string,
  declaration: Declaration = { kind: 'public' },
  overrides: Partial<ContractRoute> = {},
): ContractRoute {
  const [method = '', expressPath = ''] = text.split(' ');
  return {
    method,
    path: toGatewayPath(expressPath),
    expressPath,
    name: 'Controller.handler',
    operationId: 'handler',
    operationName: 'handler',
    declaration,
    gateway: gatewayAccessOf(declaration),
    isAccountChecked: false,
    source: { file: 'a.controller.ts', line: 7 },
    ...overrides,
  };
}
