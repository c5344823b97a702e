import { isError } from '@lambda-nest/identity';
import { ERRORS, Problem } from '@lambda-nest/problem';
import { AccountRejection, AccountsUnavailable, type RejectionReason } from './account.errors.ts';

const RESPONSES = {
  'not-found': ERRORS.accountNotFound,
  'own-account': ERRORS.ownAccount,
  'last-administrator': ERRORS.lastAdministrator,
  impossible: ERRORS.accountImpossible,
  changed: ERRORS.accountChanged,
  'version-missing': ERRORS.versionMissing,
} as const satisfies Record<Exclude<RejectionReason, 'invalid'>, object>;

/** The error that a caller is told; any other is a mistake of ours, and stays as it is. */
export function toProblem(error: unknown): unknown {
  if (isError(error, AccountsUnavailable)) {
    return new Problem({
      ...ERRORS.accountsUnavailable,
      headers: { 'Retry-After': String(error.retryAfter) },
      cause: error,
    });
  }
  if (!isError(error, AccountRejection)) return error;
  if (error.reason === 'invalid') {
    const field = error.field === undefined ? {} : { field: error.field };
    return new Problem({
      ...ERRORS.inputInvalid,
      errors: [{ ...field, detail: error.message }],
    });
  }
  return new Problem({ ...RESPONSES[error.reason], detail: error.message });
}
