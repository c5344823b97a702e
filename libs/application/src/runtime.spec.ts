import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { LOCAL_RUNNER as RUNNERS_FLAG } from '@lambda-nest/toolkit/managed-runtime';
import type { Environment } from './environment.reader.ts';
import { isDeployed, isInLambda, LOCAL_RUNNER } from './runtime.ts';

const MARKS: readonly Environment[] = [
  { AWS_LAMBDA_FUNCTION_NAME: 'api' },
  { AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001' },
  { LAMBDA_TASK_ROOT: '/var/task' },
  { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
];

const RUNTIMES = ['LAMBDA', 'CONTAINER', 'LOCAL', 'PRODUCTION', 'prod', '', undefined];

describe('isDeployed', () => {
  it.each(RUNTIMES)('is loosened by RUNTIME=LOCAL alone: %s', (RUNTIME) => {
    expect(isDeployed({ RUNTIME }, [])).toBe(RUNTIME !== 'LOCAL');
  });

  it.each(MARKS)('holds in a Lambda function, whatever RUNTIME says: %j', (mark) => {
    for (const RUNTIME of RUNTIMES) expect(isDeployed({ ...mark, RUNTIME }, [])).toBe(true);
  });

  it.each(MARKS)('is loosened where the local runner imitates Lambda: %j', (mark) => {
    expect(isDeployed({ ...mark, RUNTIME: 'LOCAL' }, ['--expose-gc', LOCAL_RUNNER])).toBe(false);
    expect(isDeployed({ ...mark, RUNTIME: 'LAMBDA' }, [LOCAL_RUNNER])).toBe(true);
  });

  it('takes no other environment of AWS for Lambda', () => {
    expect(isInLambda({ AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE', AWS_REGION: 'eu-west-1' }, [])).toBe(false);
  });
});

describe('the local runner', () => {
  const read = (flags: readonly string[], variables: Environment): string[] => {
    const script = 'process.stdout.write(JSON.stringify(process.execArgv))';
    const env = { PATH: process.env['PATH'], ...variables };
    return JSON.parse(
      execFileSync(process.execPath, [...flags, '-e', script], { env, encoding: 'utf8' }),
    ) as string[];
  };

  it('says on the command line what the application looks for', () => {
    expect(RUNNERS_FLAG).toBe(LOCAL_RUNNER);
    expect(read([LOCAL_RUNNER], {})).toContain(LOCAL_RUNNER);
  });

  it('cannot be claimed by a variable', () => {
    expect(read([], { NODE_OPTIONS: LOCAL_RUNNER })).not.toContain(LOCAL_RUNNER);
  });
});
