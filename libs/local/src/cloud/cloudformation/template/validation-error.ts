import { AwsError } from '../../endpoint/aws-error.ts';

/** What CloudFormation replies to a template or a call that it does not take. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
