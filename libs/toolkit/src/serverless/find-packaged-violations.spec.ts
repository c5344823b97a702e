import { describe, expect, it } from '@jest/globals';
import { findPackagedViolations } from './find-packaged-violations.ts';

const HERE = { stage: 'prod', region: 'eu-west-1' };
const templateFor = (project: string) => ({
  Resources: {
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: { JwtConfiguration: { Issuer: `https://securetoken.google.com/${project}` } },
    },
  },
});

describe('findPackagedViolations', () => {
  it('has nothing against a package for this stage and region', () => {
    expect(findPackagedViolations(templateFor('my-project'), HERE, HERE)).toEqual([]);
  });

  it('rejects a package with a placeholder in it', () => {
    expect(findPackagedViolations(templateFor('placeholder-project'), HERE, HERE)).toEqual([
      'The package was made with a placeholder for firebaseProject. Package again with its value.',
    ]);
  });

  it.each([{ stage: 'dev' }, { region: 'us-east-1' }])('rejects a package for %j', (other) => {
    const packagedFor = { ...HERE, ...other };
    expect(findPackagedViolations(templateFor('my-project'), packagedFor, HERE)).toEqual([
      `The package was made for the stage ${packagedFor.stage} in ${packagedFor.region}, and not for prod in eu-west-1. ` +
        'Package it for that, with --param artifact=… for the same zip.',
    ]);
  });
});
