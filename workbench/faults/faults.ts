import type { Fault } from './fault.ts';

const CONFORMANCE = 'apps/api/test/every-route.e2e-spec.ts';

/** What must not go unnoticed. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'the guards run in the wrong order',
    file: 'libs/access/src/access.module.ts',
    edits: [
      [
        '{ provide: APP_GUARD, useClass: AuthGuard },\n        { provide: APP_GUARD, useClass: RolesGuard },',
        '{ provide: APP_GUARD, useClass: RolesGuard },\n        { provide: APP_GUARD, useClass: AuthGuard },',
      ],
    ],
    tests: ['libs/access', CONFORMANCE],
  },
  {
    name: 'roles are not checked',
    file: 'libs/access/src/decide.ts',
    edits: [
      [
        'if (roles !== undefined && !intersects(roles, caller.roles))',
        'if (roles !== undefined && roles.length === 0)',
      ],
    ],
    tests: ['libs/access', 'libs/toolkit/src/conformance'],
  },
  {
    name: 'scopes are not checked',
    file: 'libs/access/src/decide.ts',
    edits: [
      [
        'if (scopes !== undefined && !intersects(scopes, caller.scopes))',
        'if (scopes !== undefined && scopes.length === 0)',
      ],
    ],
    tests: ['libs/access', 'libs/toolkit/src/conformance'],
  },
  {
    name: 'an administrators’ route is @Public',
    file: 'apps/api/src/admin/admin.controller.ts',
    edits: [
      ["@Roles('ADMINS')", '@Public()'],
      ['listRoutes, Roles }', 'listRoutes, Public }'],
    ],
    tests: ['apps/api/test/admin.e2e-spec.ts', 'apps/api/test/access-table.e2e-spec.ts', CONFORMANCE],
  },
  {
    name: 'a class’s declaration beats its method’s',
    file: 'libs/access/src/declare.decorators.ts',
    edits: [
      ['return readOwn(handler) ?? readOwn(controller);', 'return readOwn(controller) ?? readOwn(handler);'],
    ],
    tests: ['libs/access', CONFORMANCE],
  },
  {
    name: 'a role with a space in its name is several roles',
    file: 'libs/access/src/read-roles.ts',
    edits: [["typeof value === 'string' ? [value]", "typeof value === 'string' ? value.split(' ')"]],
    tests: ['libs/access', CONFORMANCE],
  },
  {
    name: 'machines hold roles',
    file: 'libs/access/src/read-grants.ts',
    edits: [['machinesHaveRoles || !isMachine(claims)', 'true']],
    tests: ['apps/api/test/me.e2e-spec.ts', CONFORMANCE],
  },
  {
    name: 'the audience is not checked',
    file: 'libs/identity/src/check-claims.ts',
    edits: [["  ['audience', isMeantForUs],\n", '']],
    tests: ['libs/identity', CONFORMANCE],
  },
  {
    name: 'the issuer is not checked',
    file: 'libs/identity/src/check-claims.ts',
    edits: [['iss === issuer]', 'iss === issuer || issuer !== undefined]']],
    tests: ['libs/identity', CONFORMANCE],
  },
  {
    name: 'the signature is not checked',
    file: 'libs/identity/src/create-token-verifier.ts',
    edits: [['if (!keys.hasSigned(token))', 'if (keys.hasSigned === undefined)']],
    tests: ['libs/identity', CONFORMANCE],
  },
  {
    name: 'a missing challenge',
    file: 'libs/access/src/reject.ts',
    edits: [[`'Bearer error="invalid_token"'`, "'Bearer'"]],
    tests: ['libs/access', CONFORMANCE],
  },
  {
    name: 'the contract leaves the authorizer off routes without scopes',
    file: 'libs/toolkit/src/contract/contract-route.ts',
    edits: [["authorizer: declaration.kind !== 'public',", 'authorizer: scopes.length > 0,']],
    tests: ['libs/toolkit/src/contract', CONFORMANCE],
  },
  {
    name: 'the authorizer is missing in what the template is made from',
    file: 'infra/generated/routes.yml',
    edits: [
      [
        '      path: "/v1/admin/endpoints"\n      authorizer:\n        name: jwt\n',
        '      path: "/v1/admin/endpoints"\n',
      ],
    ],
    tests: ['libs/toolkit/src/contract'],
    isInStack: true,
  },
  {
    name: 'the gateway reads the token from the query',
    file: 'infra/http-api.yml',
    edits: [['identitySource: $request.header.Authorization', 'identitySource: $request.querystring.token']],
    tests: ['libs/toolkit/src/contract'],
    isInStack: true,
  },
  {
    name: 'an answer has a member that its document does not have',
    file: 'apps/api/src/health/health.controller.ts',
    edits: [
      [
        'uptime: Math.floor(process.uptime()),',
        'uptime: Math.floor(process.uptime()),\n      ...{ pid: process.pid },',
      ],
    ],
    tests: ['apps/api/test/document.e2e-spec.ts'],
  },
  {
    name: 'the stage is stripped twice',
    file: 'libs/gateway/src/strip-stage.ts',
    edits: [
      [
        'request.url = removeStage(request.url, stage);',
        'request.url = removeStage(removeStage(request.url, stage), stage);',
      ],
    ],
    tests: ['libs/gateway/src/strip-stage.spec.ts', 'libs/gateway/test/route-agreement.spec.ts', CONFORMANCE],
  },
  {
    name: 'the local gateway verifies no signature',
    file: 'libs/gateway/src/model/authorizer/jwt-authorizer.ts',
    edits: [['verify(digest, signed, key, signature)', 'verify !== undefined']],
    tests: ['libs/local/test/authorizer.e2e-spec.ts', CONFORMANCE],
  },
];
