import { AwsError } from '../endpoint/aws-error.ts';

/** Throws AwsError `AccessDenied` when a presigned URL is past its time. */
export function assertNotExpired(query: URLSearchParams): void {
  const seconds = query.get('X-Amz-Expires');
  const signed = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '');
  if (seconds === null || !signed) return;
  const [, year, month, day, hour, minute, second] = signed;
  const until = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) + Number(seconds) * 1000;
  if (Date.now() > until) {
    throw new AwsError('AccessDenied', 'Request has expired', {
      status: 403,
      Expires: new Date(until).toISOString(),
      ServerTime: new Date().toISOString(),
    });
  }
}
