import { EXPRESS } from './express.optimisations.ts';
import { FORMS } from './forms.optimisations.ts';
import { NEST } from './nest.optimisations.ts';
import type { Optimisation } from './optimisation.ts';
import { SERVERLESS_EXPRESS } from './serverless-express.optimisations.ts';
import { SWAGGER } from './swagger.optimisations.ts';

/** Every optimisation of packages that the build knows. */
export const KNOWN_OPTIMISATIONS: readonly Optimisation[] = [
  ...EXPRESS,
  ...NEST,
  ...FORMS,
  ...SWAGGER,
  ...SERVERLESS_EXPRESS,
];
