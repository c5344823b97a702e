import { parseArgs } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { describeFailure } from './describe-failure.ts';
import { CommandError } from './command-error.ts';

/** What a function throws. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It threw nothing.');
}

describe('describeFailure', () => {
  it('is the sentence of what the user did wrong', () => {
    expect(describeFailure(new CommandError('Say which stage.'))).toBe('Say which stage.');
    expect(describeFailure(new Error('There is no stack.'))).toBe('There is no stack.');
  });

  it('is the sentence about an option that there is not', () => {
    const error = thrownBy(() => parseArgs({ args: ['--stag', 'dev'], options: {} }));
    expect(describeFailure(error)).toMatch(/^Unknown option '--stag'/);
  });

  it('has the name of an error of AWS before its sentence', () => {
    const error = Object.assign(new Error('not authorized'), { name: 'AccessDenied' });
    expect(describeFailure(error)).toBe('AccessDenied: not authorized');
  });

  it('says why a request got no reply', () => {
    const error = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:1') });
    expect(describeFailure(error)).toBe('fetch failed: connect ECONNREFUSED 127.0.0.1:1');
  });

  it('is the stack of a mistake in the command', () => {
    const error = thrownBy(() => (undefined as unknown as { stage: string }).stage);
    expect(describeFailure(error)).toMatch(/^TypeError: .*\n\s+at .*describe-failure\.spec\.ts/s);
  });
});
