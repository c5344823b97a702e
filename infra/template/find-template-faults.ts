import type { ExpectedRoute } from './read-expected-routes.ts';
import { findFunctionFaults } from './function-faults.ts';
import { findRoleFaults } from './role-faults.ts';
import { findRouteFaults } from './route-faults.ts';
import { findStageFaults } from './stage-faults.ts';
import type { Template } from './template.ts';

/** Everything about a template that would make the deployment something else than what the code declares. */
export function findTemplateFaults(template: Template, routes: readonly ExpectedRoute[]): readonly string[] {
  return [
    ...findRouteFaults(template, routes),
    ...findStageFaults(template, routes),
    ...findFunctionFaults(template),
    ...findRoleFaults(template),
  ];
}
