import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AUTHORIZERS, BUILDERS, withAuthorizer } from './event-sources.ts';
import { ADMIN, forge, FORGERIES } from './forgeries.ts';
import { startTarget, type Target } from './start-target.ts';

let target: Target;

beforeAll(async () => {
  target = await startTarget();
});
beforeEach(() => {
  target.ran.length = 0;
});
afterAll(() => target.close());

const GUARDED = ['/v1/admin/endpoints', '/zz-signed-in'];

/** Tokens are the same whichever way they come: what is rejected from an HTTP API is from a REST API too. */
describe.each(Object.entries(BUILDERS))('an event of %s', (_source, build) => {
  it.each(FORGERIES)(
    'opens nothing with a forged token, whatever an authorizer says: %s',
    async (_what, options) => {
      const headers = { authorization: `Bearer ${forge(options)}` };
      const events = GUARDED.flatMap((path) =>
        Object.values(AUTHORIZERS).map((authorizer) => withAuthorizer(build({ path, headers }), authorizer)),
      );
      const replies = await Promise.all(events.map((event) => target.send(event)));
      expect([...new Set(replies.map(({ status }) => status))]).toEqual([401]);
      expect(target.ran).toEqual([]);
    },
  );

  it.each(Object.entries(AUTHORIZERS))(
    'is of the caller whose token it brings when the word of %s says otherwise',
    async (_who, authorizer) => {
      const headers = target.bearer({ sub: 'uid-user', groups: ['USERS'] });
      const send = (path: string) => target.send(withAuthorizer(build({ path, headers }), authorizer));
      const me = await send('/v1/users/whoami');
      expect([me.status, me.json()['claims']]).toEqual([
        200,
        expect.objectContaining({ sub: 'uid-user', groups: ['USERS'] }),
      ]);
      expect((await send('/v1/admin/endpoints')).status).toBe(403);
    },
  );

  it('opens a route for administrators to their token alone', async () => {
    const path = '/v1/admin/endpoints';
    expect((await target.send(build({ path, headers: target.bearer(ADMIN) }))).status).toBe(200);
  });

  it.each(['headers', 'multiValueHeaders'])(
    'opens nothing by a forged token that stands beside a good one: in %s',
    async (forged) => {
      const user = target.bearer({ sub: 'uid-user', groups: ['USERS'] });
      const event = build({ path: '/v1/admin/endpoints', headers: user }) as Maps;
      const admin = `Bearer ${forge(() => ({ sign: 'garbage' }))}`;
      const good = user.authorization;
      const [single, several] = forged === 'headers' ? [admin, good] : [good, admin];
      const headers = { ...event.headers, authorization: single };
      const multiValueHeaders = { ...event.multiValueHeaders, authorization: [several] };
      const { status } = await target.send({ ...event, headers, multiValueHeaders });
      expect([401, 403]).toContain(status);
      expect(target.ran).toEqual([]);
    },
  );
});

type Maps = Readonly<{ headers?: object; multiValueHeaders?: object }>;
