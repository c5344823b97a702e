import { describe, expect, it } from '@jest/globals';
import { findUnknownStage } from './find-unknown-stage.ts';

const STAGES = ['default', 'dev', 'prod'];

describe('findUnknownStage', () => {
  it('accepts a stage that a file names', () => {
    expect(findUnknownStage('prod', STAGES, {})).toEqual([]);
  });

  it('rejects a stage that no file names, for it is likely misspelt', () => {
    expect(findUnknownStage('pord', STAGES, {})).toEqual([
      'There is no infra/parameters/pord.yml, so the stage pord is unknown. Stages with a file are dev and prod. ' +
        'For a new stage, add that file, or pass --param stageWithoutFile=on.',
    ]);
  });

  it('rejects the defaults as a stage', () => {
    expect(findUnknownStage('default', STAGES, {})).toHaveLength(1);
  });

  it('accepts any stage when that is asked for', () => {
    expect(findUnknownStage('jane', STAGES, { stageWithoutFile: 'on' })).toEqual([]);
    expect(findUnknownStage('jane', STAGES, { stageWithoutFile: 'off' })).toHaveLength(1);
  });
});
