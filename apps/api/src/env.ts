import { defineEnv } from '@lambda-nest/application/env';

/** Variables of this API's own; CONTRIBUTING.md, "A new variable", says how one is declared. Inject the values by this class. */
export class Env extends defineEnv({}) {}
