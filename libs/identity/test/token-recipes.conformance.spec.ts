import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isError, createTokenVerifier, InvalidToken, presetFor } from '@lambda-nest/identity';
import {
  type KeySetServer,
  startKeySetServer,
  type TokenRecipes,
  mintRecipe,
  signingKey,
} from '@lambda-nest/testing';

const cases = process.env['CONFORMANCE_CASES'];
const recipes: TokenRecipes = cases
  ? JSON.parse(readFileSync(join(cases, 'security', 'token-recipes.json'), 'utf8'))
  : { baseHeader: {}, basePayload: {}, recipes: [] };

let server: KeySetServer;

beforeAll(async () => {
  server = await startKeySetServer({ keys: [signingKey().jwk] });
});

afterAll(() => server.close());

describe('token recipes from elsewhere', () => {
  if (!cases)
    process.stdout.write('CONFORMANCE_CASES names no folder: token recipes from elsewhere are not run.\n');

  it('are all decided as required', async () => {
    const wrong: string[] = [];
    for (const recipe of recipes.recipes) {
      const preset = presetFor({ firebaseProjectId: 'demo-proj', jwksUri: server.uri });
      const options = { ...preset, ...recipe.config, allowHttpLoopback: true };
      const outcome = await createTokenVerifier(options)
        .verify(mintRecipe(recipe, recipes))
        .then((claims) => (Object.hasOwn(claims, 'groups') ? 'accept' : 'accept-no-role'))
        .catch((error: unknown) => (isError(error, InvalidToken) ? 'reject' : String(error)));
      const allowed = recipe.required === 'accept-or-reject' ? ['accept', 'reject'] : [recipe.required];
      if (!allowed.includes(outcome)) wrong.push(`${recipe.id} ${recipe.title}: ${outcome}`);
    }

    expect(wrong).toEqual([]);
  });
});
