/**
 * An error that a client receives, in the shape of the protocol it speaks.
 *
 * The code is what SDKs tell errors apart by: `ValidationException`, `NoSuchBucket`.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  /** HTTP status. Default 400. */
  readonly status: number;
  /** Members of the error besides its message, as the protocol writes them. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    { status = 400, ...members }: { status?: number; [member: string]: unknown } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** Something that AWS does and the local AWS does not, by its name. Never retried by an SDK. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `The local AWS does not implement ${what}.`, { status: 501 });
}
