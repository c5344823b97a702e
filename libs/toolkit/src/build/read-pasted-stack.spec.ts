import { describe, expect, it } from '@jest/globals';
import { readPastedStack } from './read-pasted-stack.ts';

const STACK = 'Error: boom\n    at f (/var/task/request-1.js:3:7)';

describe('readPastedStack', () => {
  it('takes a trace as it stands', () => {
    expect(readPastedStack(`${STACK}\n`)).toBe(STACK);
  });

  it('finds the trace and its causes in a line of the log', () => {
    const cause = { stack: 'Error: deeper\n    at g (/var/task/application.js:1:2)' };
    const line = JSON.stringify({ level: 'error', error: { name: 'Error', stack: STACK, cause } });
    expect(readPastedStack(`${line}\n`)).toBe(`${STACK}\nCaused by: ${cause.stack}`);
  });

  it('finds what Lambda writes of an error that ended the function', () => {
    const record = { timestamp: 'now', message: { errorType: 'Error', stackTrace: STACK.split('\n') } };
    expect(readPastedStack(JSON.stringify(record, null, 2))).toBe(STACK);
  });

  it('leaves lines without a trace, and what only looks like JSON, as they are', () => {
    expect(readPastedStack(`{ not JSON\n{"a":1}\n${STACK}`)).toBe(`{ not JSON\n{"a":1}\n${STACK}`);
  });
});
