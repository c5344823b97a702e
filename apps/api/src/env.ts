import { defineEnv } from '@lambda-nest/application/env';

/** Variables of this API's own; README.md says how one is declared. Inject the values by this class. */
export class Env extends defineEnv({}) {}
