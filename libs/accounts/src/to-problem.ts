import { Problem } from '@lambda-nest/problem';
import { AccountRejection, AccountsUnavailable, type RejectionReason } from './account.errors.ts';

const RESPONSES: Readonly<
  Record<Exclude<RejectionReason, 'invalid'>, readonly [status: number, code: string]>
> = {
  'not-found': [404, '404001'],
  'own-account': [409, '409001'],
  'last-administrator': [409, '409002'],
  impossible: [409, '409003'],
  changed: [412, '412000'],
  'version-missing': [428, '428000'],
};

/** The error that a caller is told; any other is a mistake of ours, and stays as it is. */
export function toProblem(error: unknown): unknown {
  if (error instanceof AccountsUnavailable) {
    return new Problem({
      status: 503,
      detail: 'Accounts cannot be managed right now. Try again later.',
      headers: { 'Retry-After': String(error.retryAfter) },
      cause: error,
    });
  }
  if (!(error instanceof AccountRejection)) return error;
  if (error.reason === 'invalid') {
    const field = error.field === undefined ? {} : { field: error.field };
    return new Problem({
      status: 400,
      detail: 'The input is not valid.',
      errors: [{ ...field, detail: error.message }],
    });
  }
  const [status, code] = RESPONSES[error.reason];
  return new Problem({ status, code, detail: error.message });
}
