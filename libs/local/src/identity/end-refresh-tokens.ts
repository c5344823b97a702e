/** How the emulator keeps an account; of all that, what is used here. */
type Project = {
  createRefreshTokenFor(user: { localId: string }, ...rest: unknown[]): string;
  validateRefreshToken(token: string): { user: { localId: string } };
  updateUserByLocalId(localId: string, fields: { validSince?: string }, ...rest: unknown[]): unknown;
};

type Fail = (condition: unknown, code: string) => void;

/** How often the sessions of an account were ended, by project and account. */
const ENDED = new WeakMap<object, Map<string, number>>();

/**
 * Makes the emulator reject a refresh token that was given before the sessions of its account were ended: by an
 * administrator, a new password or another address. Google does; the emulator's tokens say nothing of when they were given.
 *
 * @param project prototype of all projects
 * @param assert the emulator's own: fails a request with a code
 */
export function endRefreshTokens(project: Project, assert: Fail): void {
  const { createRefreshTokenFor, validateRefreshToken, updateUserByLocalId } = project;
  project.createRefreshTokenFor = function (this: Project, user, ...rest) {
    const token = createRefreshTokenFor.call(this, user, ...rest);
    return encode({ ...decode(token), session: countOf(this, user.localId) });
  };
  project.validateRefreshToken = function (this: Project, token) {
    const record = validateRefreshToken.call(this, token);
    assert(decode(token)['session'] === countOf(this, record.user.localId), 'TOKEN_EXPIRED');
    return record;
  };
  project.updateUserByLocalId = function (this: Project, localId, fields, ...rest) {
    if (fields.validSince !== undefined) mapOf(this).set(localId, countOf(this, localId) + 1);
    return updateUserByLocalId.call(this, localId, fields, ...rest);
  };
}

function countOf(project: object, localId: string): number {
  return mapOf(project).get(localId) ?? 0;
}

function mapOf(project: object): Map<string, number> {
  const map = ENDED.get(project) ?? new Map<string, number>();
  ENDED.set(project, map);
  return map;
}

/** The emulator's refresh tokens are JSON in Base64. */
function decode(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token, 'base64').toString()) as Record<string, unknown>;
}

function encode(record: object): string {
  return Buffer.from(JSON.stringify(record)).toString('base64');
}
