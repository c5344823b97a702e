import { randomBytes } from 'node:crypto';
import type { RoleRecord } from '../iam/iam-records.ts';
import { makeUniqueId } from '../iam/identifiers.ts';
import type { Principal } from '../endpoint/principal.ts';
import type { Store } from '../store/open-store.ts';

export type Credentials = Readonly<{
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken: string;
  Expiration: string;
}>;

type SessionRecord = Credentials & { roleName: string; sessionName: string; arn: string };

export type Sessions = {
  /** Credentials of a new session of a role. */
  start(role: RoleRecord, sessionName: string, accountId: string, seconds?: number): Credentials;
  /** Who an access key belongs to. One that no session has is the developer's, whatever it is. */
  principalOf(accessKeyId: string): Principal;
};

/** Keeps the sessions of roles: of each principal that assumes one, and of each environment of a function. */
export function createSessions(store: Store, accountId: string): Sessions {
  const sessions = store.collection<SessionRecord>('sts-session');
  const dropExpired = (): void => {
    const now = new Date().toISOString();
    for (const { AccessKeyId, Expiration } of sessions.list())
      if (Expiration < now) sessions.delete(AccessKeyId);
  };
  return {
    start(role, sessionName, account, seconds = role.MaxSessionDuration) {
      dropExpired();
      const session: SessionRecord = {
        AccessKeyId: makeUniqueId('ASIA').slice(0, 20),
        SecretAccessKey: randomBytes(30).toString('base64'),
        SessionToken: randomBytes(48).toString('base64'),
        Expiration: new Date(Date.now() + seconds * 1000).toISOString(),
        roleName: role.RoleName,
        sessionName,
        arn: `arn:aws:sts::${account}:assumed-role/${role.RoleName}/${sessionName}`,
      };
      sessions.put([session.AccessKeyId], session);
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = session;
      return { AccessKeyId, SecretAccessKey, SessionToken, Expiration };
    },
    principalOf(accessKeyId) {
      const session = sessions.get(accessKeyId);
      if (!session) return { kind: 'developer', arn: `arn:aws:iam::${accountId}:user/developer` };
      const { arn, roleName, sessionName } = session;
      return { kind: 'role', arn, roleName, sessionName };
    },
  };
}
