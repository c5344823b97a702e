import { AccountRejection } from './account.errors.ts';

/** Where a page ends: the provider's own token for a page of its, and how many accounts of that page were looked at. */
export type Position = Readonly<{ token?: string | undefined; skip: number }>;

/** Callers hand it back as it is. */
export function writeCursor({ token = '', skip }: Position): string {
  return Buffer.from(`${skip}:${token}`).toString('base64url');
}

/** @throws AccountRejection for what {@link writeCursor} did not write */
export function readCursor(cursor: string | undefined): Position {
  if (cursor === undefined) return { skip: 0 };
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, skip, token] = /^(\d{1,4}):(\P{Cc}{0,2048})$/u.exec(text) ?? [];
  if (skip === undefined) throw new AccountRejection('invalid', 'It is not one that a page gave.', 'cursor');
  return { skip: Number(skip), ...(token ? { token } : {}) };
}
