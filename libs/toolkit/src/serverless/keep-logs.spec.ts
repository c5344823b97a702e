import { describe, expect, it } from '@jest/globals';
import { keepLogs } from './keep-logs.ts';

const Type = 'AWS::Logs::LogGroup';

describe('keepLogs', () => {
  it('keeps log groups when the stage is removed, and no others', () => {
    expect(
      keepLogs({ Resources: { Log: { Type }, Role: { Type: 'AWS::IAM::Role' } } }, true).Resources,
    ).toEqual({
      Log: { Type, DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
      Role: { Type: 'AWS::IAM::Role' },
    });
  });

  it('deletes them with the stage when it is told to', () => {
    expect(keepLogs({ Resources: { Log: { Type } } }, false).Resources).toEqual({
      Log: { Type, DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' },
    });
  });

  it('leaves what a log group says of itself', () => {
    const own = { Type, DeletionPolicy: 'Retain' };
    expect(keepLogs({ Resources: { Log: own } }, false).Resources).toEqual({
      Log: { ...own, UpdateReplacePolicy: 'Delete' },
    });
  });
});
