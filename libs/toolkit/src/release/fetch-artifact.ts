import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetFunctionCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/**
 * Puts the zip of a function into a file, byte by byte what Lambda has.
 *
 * @param alias whose version; default: what was deployed last, as workers run it
 * @throws Error in a sentence when what was read is not that
 */
export async function fetchArtifact(
  { functionName, alias }: Readonly<{ functionName: string; alias?: string | undefined }>,
  file: string,
  lambda: Pick<LambdaClient, 'send'>,
): Promise<{ version: string }> {
  const { Code, Configuration } = await lambda.send(
    new GetFunctionCommand({ FunctionName: functionName, Qualifier: alias }),
  );
  const bytes = await read(Code?.Location ?? '');
  const hash = createHash('sha256').update(bytes).digest('base64');
  if (hash !== Configuration?.CodeSha256)
    throw new Error(
      `What was read of ${[functionName, alias].filter(Boolean).join(':')} is not the code that Lambda has. Try again.`,
    );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return { version: Configuration.Version ?? '' };
}

async function read(location: string): Promise<Uint8Array> {
  // The local AWS says where the file lies.
  if (location.startsWith('file:'))
    return readFileSync(fileURLToPath(new URL(location.replace(/^file:/, 'file://'))));
  const response = await fetch(location);
  if (!response.ok) throw new Error(`The code cannot be read (status ${response.status}). Try again.`);
  return new Uint8Array(await response.arrayBuffer());
}
