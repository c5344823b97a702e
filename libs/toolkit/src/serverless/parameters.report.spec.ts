import { describe, expect, it } from '@jest/globals';
import { SOUND } from '../../test/serverless/sound-parameters.ts';
import { findParameterViolations, type Parameters } from './parameters.ts';

const violationsOf = (changes: Parameters, isDeploy = false): readonly string[] =>
  findParameterViolations({ ...SOUND, ...changes }, { isDeploy, machine: 'x64' });

describe('what findParameterViolations says', () => {
  it('knows every parameter by name, so that a misspelt one is noticed', () => {
    expect(violationsOf({ firebaseprojekt: 'demo' })).toEqual([
      expect.stringMatching(
        /^There is no parameter firebaseprojekt\. Known are firebaseProject, jwtIssuer, /,
      ),
    ]);
  });

  it('takes the placeholder for packaging, and not for deploying', () => {
    const placeholder = { firebaseProject: 'placeholder-project' };
    expect(violationsOf(placeholder)).toEqual([]);
    expect(violationsOf(placeholder, true)).toEqual([
      'firebaseProject is still a placeholder. Set it with --param or in infra/parameters.',
    ]);
  });

  it('says all there is to say at once, and repeats no value', () => {
    const violations = violationsOf({ docs: 'secret-1', region: 'secret-2', memoryMb: 'secret-3' });
    expect(violations).toHaveLength(3);
    expect(violations.join()).not.toContain('secret');
  });
});
