import type { WireRequest } from './protocols/protocol.ts';

/** What a signature says of a request, without its being verified: the local AWS knows no secret keys. */
export type Credential = {
  accessKeyId: string;
  /** Absent in signatures for all regions (SigV4A). */
  region: string | undefined;
  service: string;
};

const SCOPE = /^([^/]+)\/\d{8}\/(?:([^/]+)\/)?([^/]+)\/aws4_request$/;

/**
 * Reads the credential scope of a signed request or a presigned URL; `undefined` when it has neither.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function readCredential({
  headers,
  query,
}: Pick<WireRequest, 'headers' | 'query'>): Credential | undefined {
  const header = /^AWS4-\S+ Credential=([^,\s]+)/.exec(headers['authorization'] ?? '')?.[1];
  const scope = header ?? query.get('X-Amz-Credential');
  const [, accessKeyId, region, service] = SCOPE.exec(scope ?? '') ?? [];
  if (accessKeyId === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}
