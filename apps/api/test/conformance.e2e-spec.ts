import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blockNetwork, type NetworkBlock } from './block-network.ts';
import { readAttackCases, type AttackCases } from './conformance/attack-case.ts';
import { interpretCase } from './conformance/interpret-case.ts';
import { tryVector } from './conformance/interpret-vector.ts';
import { TokenReader } from './conformance/read-token.ts';
import { Run } from './conformance/run.ts';

/** Folder with attack cases, token recipes and path vectors, where one is named; none of it is in this repository. */
const folder = process.env['CONFORMANCE_CASES'] ?? '';

let network: NetworkBlock;

beforeAll(() => {
  network = blockNetwork();
});

afterAll(() => network.lift());

if (folder === '') {
  it('runs attack cases when CONFORMANCE_CASES names their folder', () => {
    process.stdout.write('CONFORMANCE_CASES is not set: attack cases from elsewhere were not run.\n');
  });
} else {
  defineCases(readAttackCases(folder));
}

function defineCases(cases: AttackCases): void {
  const tokens = new TokenReader(cases.recipes);

  describe('attack cases', () => {
    it.each(cases.cases)('$id: $title', async (attack) => {
      expect(await interpretCase(attack, cases, network.hosts)).toEqual([]);
    });
  });

  describe('path vectors', () => {
    it.each(cases.vectors)('$id: $note', async (vector) => {
      const run = new Run();
      const violations = await tryVector(run, await run.start(), vector, tokens);
      await run.close();
      expect(violations).toEqual([]);
    });
  });

  describe('token recipes', () => {
    const required = {
      accept: [200, 403],
      'accept-no-role': [403, 403],
      reject: [401, 401],
      'accept-or-reject': undefined,
    };

    it.each(cases.recipes.recipes)('$id: $title', async (recipe) => {
      const run = new Run();
      const { tenantId } = recipe.config ?? {};
      const target = await run.start({ environment: { FIREBASE_TENANT_ID: tenantId } });
      const headers = { authorization: `Bearer ${tokens.read(recipe.id)}` };
      const paths = ['/v1/users/whoami', '/v1/admin/endpoints', '/zz-signed-in'];
      const statuses: (number | undefined)[] = [];
      for (const path of paths) statuses.push((await run.ask(target, { path, headers }))?.status);
      await run.close();

      const [me, admin, signedIn] = statuses;
      const [wantedMe, wantedAdmin] = required[recipe.required] ?? [
        me === 401 ? 401 : 200,
        me === 401 ? 401 : 403,
      ];
      expect({ me, admin }).toEqual({ me: wantedMe, admin: wantedAdmin });
      expect(signedIn).toBe(me === 401 ? 401 : 200);
      expect(target.output.join('')).not.toContain(headers.authorization.split('.')[2] || 'eyJ');
    });
  });
}
