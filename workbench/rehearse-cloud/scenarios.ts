import type { Scenario } from './scenario.ts';
import { firstDeployment } from './scenarios/first-deployment.ts';
import { proofs } from './scenarios/proofs.ts';
import { page } from './scenarios/page.ts';
import { underLoad } from './scenarios/under-load.ts';
import { nothingChanged } from './scenarios/nothing-changed.ts';
import { routes } from './scenarios/routes.ts';
import { rejectedProperty } from './scenarios/rejected-property.ts';
import { failingInit } from './scenarios/failing-init.ts';
import { checkedCallers } from './scenarios/checked-callers.ts';
import { canary } from './scenarios/canary.ts';
import { unfitVariable } from './scenarios/unfit-variable.ts';
import { rollback } from './scenarios/rollback.ts';
import { movedAlias } from './scenarios/moved-alias.ts';
import { twoStages } from './scenarios/two-stages.ts';
import { atOnce } from './scenarios/at-once.ts';
import { killed } from './scenarios/killed.ts';
import { providerOut } from './scenarios/provider-out.ts';
import { rotatedKeys } from './scenarios/rotated-keys.ts';
import { missingSecret } from './scenarios/missing-secret.ts';
import { deletedAlias } from './scenarios/deleted-alias.ts';
import { takenLogGroup } from './scenarios/taken-log-group.ts';
import { beyondThrottle } from './scenarios/beyond-throttle.ts';
import { failingCanary } from './scenarios/failing-canary.ts';
import { behindProxy } from './scenarios/behind-proxy.ts';
import { sharedSignIns } from './scenarios/shared-sign-ins.ts';
import { removal } from './scenarios/removal.ts';

/** In the order in which they build on each other. */
export const SCENARIOS: readonly Scenario[] = [
  firstDeployment,
  proofs,
  page,
  nothingChanged,
  underLoad,
  routes,
  rejectedProperty,
  failingInit,
  unfitVariable,
  checkedCallers,
  canary,
  failingCanary,
  rollback,
  movedAlias,
  deletedAlias,
  twoStages,
  takenLogGroup,
  behindProxy,
  atOnce,
  sharedSignIns,
  missingSecret,
  beyondThrottle,
  providerOut,
  rotatedKeys,
  killed,
  removal,
];
