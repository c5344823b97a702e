import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { AwsError } from '../endpoint/aws-error.ts';
import type { S3 } from '../s3/create-s3.ts';
import type { Blobs } from '../store/blobs.ts';
import type { FunctionVersion } from './function-records.ts';

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ZIPPED_BYTES = 50 * 1024 * 1024;
const MAX_UNZIPPED_BYTES = 262_144_000;

export type CodeSource = { ZipFile?: string; S3Bucket?: string; S3Key?: string; S3ObjectVersion?: string };

/** Takes the zip of a function from the call or from S3, and keeps it. Throws AwsError for what Lambda does not take. */
export function readCode(
  source: CodeSource,
  { s3, blobs }: { s3: S3; blobs: Blobs },
): FunctionVersion['code'] {
  const content = contentOf(source, s3);
  const size = unzippedSize(content);
  if (size > MAX_UNZIPPED_BYTES)
    throw new AwsError(
      'InvalidParameterValueException',
      `Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`,
    );
  return {
    blob: blobs.put(content),
    CodeSha256: createHash('sha256').update(content).digest('base64'),
    CodeSize: content.length,
  };
}

function contentOf({ ZipFile, S3Bucket, S3Key, S3ObjectVersion }: CodeSource, s3: S3): Buffer {
  if (ZipFile !== undefined) {
    const content = Buffer.from(ZipFile, 'base64');
    if (content.length > MAX_ZIPPED_BYTES)
      throw new AwsError(
        'RequestEntityTooLargeException',
        'Request must be smaller than 69905067 bytes for the operation',
        {
          status: 413,
        },
      );
    return content;
  }
  if (S3Bucket === undefined || S3Key === undefined)
    throw new AwsError('InvalidParameterValueException', 'Please provide a source for function code.');
  try {
    return s3.read(S3Bucket, S3Key, S3ObjectVersion);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(
      'InvalidParameterValueException',
      `Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
    );
  }
}

function unzippedSize(content: Buffer): number {
  let size = 0;
  try {
    unzipSync(content, {
      filter({ originalSize }) {
        size += originalSize;
        return false;
      },
    });
  } catch (error) {
    throw new AwsError(
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
      { detail: (error as Error).message },
    );
  }
  return size;
}
