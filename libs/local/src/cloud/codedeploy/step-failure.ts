import { AwsError } from '../endpoint/aws-error.ts';
import type { DeploymentRecord } from './deployment-records.ts';

export type ErrorInformation = NonNullable<DeploymentRecord['errorInformation']>;

/** A step that cannot be taken, with CodeDeploy's code of the error. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a deployment says of the error that ended it. */
export function toInformation(error: unknown): ErrorInformation {
  if (error instanceof StepFailure) return { code: error.code, message: error.message };
  if (!(error instanceof AwsError))
    return { code: 'INTERNAL_ERROR', message: 'The local AWS failed; its terminal says how.' };
  const isDenied = error.code.startsWith('AccessDenied');
  return { code: isDenied ? 'IAM_ROLE_PERMISSIONS' : 'INVALID_LAMBDA_CONFIGURATION', message: error.message };
}
