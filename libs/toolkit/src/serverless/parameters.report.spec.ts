import { describe, expect, it } from '@jest/globals';
import { SOUND } from '../../test/serverless/sound-parameters.ts';
import { findParameterFaults, type Parameters } from './parameters.ts';

const faultsOf = (changes: Parameters, isDeploy = false): readonly string[] =>
  findParameterFaults({ ...SOUND, ...changes }, { isDeploy, machine: 'x64' });

describe('what findParameterFaults says', () => {
  it('knows every parameter by name, so that a misspelt one is noticed', () => {
    expect(faultsOf({ firebaseprojekt: 'demo' })).toEqual([
      expect.stringMatching(
        /^There is no parameter firebaseprojekt\. Known are firebaseProject, jwtIssuer, /,
      ),
    ]);
  });

  it('takes the placeholder for packaging, and not for deploying', () => {
    const placeholder = { firebaseProject: 'placeholder-project' };
    expect(faultsOf(placeholder)).toEqual([]);
    expect(faultsOf(placeholder, true)).toEqual([
      'firebaseProject is still a placeholder. Set it with --param or in infra/parameters.',
    ]);
  });

  it('says all there is to say at once, and repeats no value', () => {
    const faults = faultsOf({ docs: 'secret-1', region: 'secret-2', memoryMb: 'secret-3' });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('secret');
  });
});
