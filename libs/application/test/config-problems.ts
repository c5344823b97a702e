import { expect } from '@jest/globals';
import { ConfigError } from '../src/config.error.ts';
import { parseConfig } from '../src/config.ts';
import type { Environment } from '../src/environment.reader.ts';

/** The six variables of a deployment. */
export const DEPLOYED: Environment = {
  RUNTIME: 'LAMBDA',
  AWS_API_GW_STAGE_NAME: 'mvp',
  AWS_API_GW_MAPPING_KEY: 'nest',
  JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups',
  FIREBASE_APP_API_KEY: 'AIzaSyCANARY',
  FIREBASE_PROJECT_ID: 'my-project',
};

/** The same on a laptop, beside the local identity. */
export const LAPTOP: Environment = {
  ...DEPLOYED,
  RUNTIME: 'LOCAL',
  FIREBASE_PROJECT_ID: 'demo-local',
  FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099',
  JWT_ISSUER_JWKS_URI: 'http://127.0.0.1:9099/jwks.json',
};

/** What is wrong with an environment, by variable. */
export function problemsOf(environment: Environment): Record<string, string> {
  try {
    parseConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const { problems } = error as ConfigError;
    return Object.fromEntries(problems.map(({ variable, problem }) => [variable, problem]));
  }
  return {};
}
