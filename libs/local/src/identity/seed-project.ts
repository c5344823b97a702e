import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { SeededUser } from '@lambda-nest/toolkit/seeded-users';

type Project = {
  url: string;
  projectId: string;
  /** The custom claims of who is in these groups. */
  claimsOf: (groups: readonly string[]) => object;
};

/** Sets up an empty project: e-mail privacy as real projects have it. */
export async function seedProject(project: Pick<Project, 'url' | 'projectId'>): Promise<void> {
  // With it a wrong password and an unknown address get the same response, INVALID_LOGIN_CREDENTIALS.
  await call(
    'PATCH',
    `${project.url}/identitytoolkit.googleapis.com/v2/projects/${project.projectId}/config`,
    {
      emailPrivacyConfig: { enableImprovedEmailPrivacy: true },
    },
  );
}

/** Makes accounts that can sign in. */
export async function seedUsers(project: Project, users: readonly SeededUser[]): Promise<void> {
  for (const user of users) await createUser(project, user);
}

async function createUser({ url, projectId, claimsOf }: Project, user: SeededUser): Promise<void> {
  const accounts = `${url}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts`;
  await call('POST', accounts, {
    localId: user.uid,
    email: user.email,
    password: user.password,
    displayName: user.displayName,
    emailVerified: true,
  });
  if (user.groups.length === 0) return;
  await call('POST', `${accounts}:update`, {
    localId: user.uid,
    customAttributes: JSON.stringify(claimsOf(user.groups)),
  });
}

/** The emulator takes the bearer `owner` for an administrator. */
async function call(method: string, url: string, body: object): Promise<void> {
  // A connection of its own: a pooled one may lead to an emulator that stood on the same port before.
  const sent = request(url, {
    method,
    agent: false,
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
  }).end(JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const reply = await text(response);
  if (response.statusCode !== 200) {
    throw new Error(`Seeding the local Firebase Auth failed: ${response.statusCode} ${reply}`);
  }
}
