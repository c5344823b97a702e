import { describe, expect, it } from '@jest/globals';
import { DEPLOYED, LAPTOP, problemsOf } from '../test/config-problems.ts';
import { parseConfig } from './config.ts';

describe('RUNTIME', () => {
  it.each(['LAMBDA', 'LOCAL', 'CONTAINER'])('is one of a closed list: %s', (RUNTIME) => {
    expect(problemsOf({ ...DEPLOYED, RUNTIME })).toEqual({});
  });

  it.each(['lambda', 'PRODUCTION', 'AWS', 'prod', 'local', 'DOCKER', 'LAMBDA,LOCAL'])(
    'is nothing else, which would only be guessed at: %s',
    (RUNTIME) => {
      expect(problemsOf({ ...DEPLOYED, RUNTIME })).toEqual({
        RUNTIME: 'must be one of LAMBDA, LOCAL, CONTAINER.',
      });
    },
  );

  it('gates exactly these, and nothing else', () => {
    const gated = {
      FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099',
      JWT_ISSUER_JWKS_URI: 'http://127.0.0.1:9099/jwks.json',
      JWT_VERIFY_TOKEN_EXPIRATION: 'false',
      LOG_FORMAT: 'pretty',
    };
    const everything = {
      ...LAPTOP,
      ...gated,
      EVENT_SOURCES: 'all',
      DOCS: 'off',
      CORS_ORIGINS: 'https://a.example',
      LOG_LEVEL: 'debug',
    };
    expect(problemsOf(everything)).toEqual({});
    for (const RUNTIME of ['LAMBDA', 'CONTAINER', undefined]) {
      expect(Object.keys(problemsOf({ ...everything, RUNTIME })).toSorted()).toEqual(
        Object.keys(gated).toSorted(),
      );
    }
  });

  it('says why LOCAL does not count among the variables of Lambda', () => {
    const environment = { ...LAPTOP, AWS_LAMBDA_FUNCTION_NAME: 'api' };
    expect(() => parseConfig(environment)).toThrow(
      'RUNTIME=LOCAL does not count here: AWS_LAMBDA_FUNCTION_NAME and the like say that this is a Lambda function.',
    );
    expect(() => parseConfig({ ...LAPTOP, RUNTIME: 'LAMBDA' })).not.toThrow('does not count here');
  });

  it('of a container listens on every address, or the one that HOST names', () => {
    expect(parseConfig({ ...DEPLOYED, RUNTIME: 'CONTAINER' }).host).toBe('0.0.0.0');
    expect(parseConfig({ ...DEPLOYED, RUNTIME: 'CONTAINER', HOST: '::1' }).host).toBe('::1');
    expect(parseConfig({ ...DEPLOYED, RUNTIME: 'LOCAL', HOST: '0.0.0.0' }).host).toBe('127.0.0.1');
    expect(problemsOf({ ...DEPLOYED, RUNTIME: 'CONTAINER', HOST: 'a b' })).toEqual({
      HOST: 'is not a host name or an address.',
    });
  });

  it('changes nothing else of the configuration', () => {
    const {
      isDeployed: _a,
      issuers: [inLambda],
      ...lambda
    } = parseConfig(DEPLOYED);
    const {
      isDeployed: _b,
      issuers: [onLaptop],
      ...laptop
    } = parseConfig({ ...DEPLOYED, RUNTIME: 'LOCAL' });
    expect(laptop).toEqual(lambda);
    expect(onLaptop).toEqual({ ...inLambda, allowHttpLoopback: true });
  });
});
