import { beforeAll, describe, expect, it } from '@jest/globals';
import { change } from '../../test/template/breaks/change.ts';
import { loadFunction } from '../function/load-function.ts';
import { findTemplateViolations } from './find-template-violations.ts';
import { packageStack } from './package-stack.ts';
import { readExpectedRoutes } from './read-expected-routes.ts';
import type { Template } from './template.ts';

const WHOAMI = 'HttpApiRouteGetV1UsersWhoami';
const VARIABLE = 'ApiLambdaFunction.Environment.Variables.ROUTE_SCOPES';

const { contract } = await loadFunction();
const violationsOf = (template: Template) => findTemplateViolations(template, readExpectedRoutes(), contract);

describe('a stack whose operators set scopes', () => {
  let stack: Template;
  beforeAll(async () => {
    const parameters = ['routeScopes=GET /v1/users/whoami=profile:read|profile:admin'];
    stack = await packageStack({ stage: 'dev', parameters });
  }, 120_000);

  it('asks for them at the gateway, and tells the function', () => {
    expect(stack.Resources[WHOAMI]?.Properties).toHaveProperty('AuthorizationScopes', [
      'profile:read',
      'profile:admin',
    ]);
    expect(violationsOf(stack)).toEqual([]);
  });

  it.each([
    [
      'a gateway that asks for none',
      `${WHOAMI}.AuthorizationScopes`,
      undefined,
      `${WHOAMI} (GET /v1/users/whoami) must ask for one of the scopes profile:read, profile:admin.`,
    ],
    [
      'a function that knows of none',
      VARIABLE,
      undefined,
      `${WHOAMI} (GET /v1/users/whoami) must ask for no scope.`,
    ],
    [
      'a function that would not start',
      VARIABLE,
      'GET /v1/docs=a',
      'ROUTE_SCOPES of the function does not fit. GET /v1/docs is public, ',
    ],
  ])('is rejected with %s', (_what, path, value, sentence) => {
    const violations = violationsOf(change(stack, [path, value]));
    expect(violations).toContainEqual(expect.stringContaining(sentence));
  });
});
