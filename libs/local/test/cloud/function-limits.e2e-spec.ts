import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ECHO, handlerZip, makeFunctions, type Functions } from './make-function.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

let cloud: TestCloud;
let create: Functions['create'];
beforeAll(async () => {
  cloud = await startTestCloud();
  ({ create } = await makeFunctions(cloud));
});
afterAll(() => cloud.remove());

describe('what Lambda does not take', () => {
  it.each<[string, object, RegExp]>([
    [
      'a role that Lambda may not assume',
      { Role: 'arn:aws:iam::123456789012:role/nobody' },
      /cannot be assumed by Lambda/,
    ],
    ['another runtime', { Runtime: 'python3.13' }, /runs functions in the runtimes nodejs24\.x, nodejs22\.x/],
    ['a time over 15 minutes', { Timeout: 901 }, /Value '901' at 'timeout' .* less than or equal to 900/],
    ['little memory', { MemorySize: 64 }, /at 'memorySize' .* greater than or equal to 128/],
    [
      'a reserved variable',
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      /Reserved keys used in this request: AWS_REGION/,
    ],
    [
      'variables over 4 KB',
      { Environment: { Variables: { A_1: 'x'.repeat(4096) } } },
      /exceeded the 4KB limit/,
    ],
    [
      'something that is no zip',
      { Code: { ZipFile: Buffer.from('no zip at all') } },
      /Could not unzip uploaded file/,
    ],
    ['a zip that is nowhere', { Code: { S3Bucket: 'none', S3Key: 'x' } }, /S3 Error Code: NoSuchBucket/],
    ['a network', { VpcConfig: { SubnetIds: ['subnet-1'] } }, /at 'vpcConfig\.subnetIds'/],
    [
      'a level for a log of text',
      { LoggingConfig: { ApplicationLogLevel: 'INFO' } },
      /LogLevel is not supported when LogFormat is set to "Text"/,
    ],
    [
      'a setting that is not known here',
      { DurableConfig: { ExecutionTimeout: 1 } },
      /^the local AWS does not know 'DurableConfig'$/,
    ],
  ])('%s', async (_what, more, message) => {
    await expect(create('rejected', ECHO, more)).rejects.toMatchObject({
      message: expect.stringMatching(message),
    });
  });

  it('a zip that unpacks to more than 250 MB', async () => {
    const bomb = handlerZip(ECHO);
    // What the zip says of the size of its file: far more than there is.
    bomb.writeUInt32LE(262_144_001, bomb.indexOf('PK\u0001\u0002') + 24);
    await expect(create('bomb', bomb)).rejects.toMatchObject({
      message: 'Unzipped size must be smaller than 262144000 bytes',
    });
  });
});
