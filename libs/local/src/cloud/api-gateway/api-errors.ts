import { AwsError } from '../endpoint/aws-error.ts';

export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message);

export const conflict = (message: string): AwsError =>
  new AwsError('ConflictException', message, { status: 409 });

export function notFound(what: string): AwsError {
  return new AwsError('NotFoundException', what, { status: 404 });
}
