import {
  mintRecipe,
  type TokenRecipe,
  type TokenRecipes,
} from '../../../../libs/identity/test/mint-recipe.ts';

/** Payload members of the callers that cases name. */
const ADMIN = { groups: ['ADMINS'], sub: 'uid-admin', user_id: 'uid-admin' };

const PERSONAS: Readonly<Record<string, Record<string, unknown>>> = {
  USER: {},
  ADMIN,
  'ADMIN, valid': ADMIN,
  'valid ADMIN token': ADMIN,
};

/** Makes tokens of the words in which cases ask for them. */
export class TokenReader {
  readonly #recipes: TokenRecipes;

  constructor(recipes: TokenRecipes) {
    this.#recipes = recipes;
  }

  /** Every token that was made. */
  readonly made = new Set<string>();

  /** `T01`, `recipe T19`, `ADMIN, valid`, `T01 plus scope 'x'`, or `{ base, payload }`. */
  read(said: unknown): string {
    if (typeof said === 'object' && said !== null) {
      const { payload } = said as { payload: Record<string, unknown> };
      return this.mint(payload);
    }
    const text = String(said);
    const persona = PERSONAS[text];
    if (persona) return this.mint(persona);
    const scope = /^T01 plus scope '([^']+)'$/.exec(text)?.[1];
    if (scope) return this.mint({ scope });
    if (/^alg none|unsigned/.test(text)) return this.unsigned(ADMIN);
    return this.#mint(this.recipe(/^(?:recipe )?(T\d+)$/.exec(text)?.[1] ?? text));
  }

  /** The tenant that an application must be configured for, where a recipe says one. */
  tenantOf(said: unknown): string | undefined {
    const id = /^recipe (T\d+)$/.exec(String(said))?.[1];
    return id === undefined ? undefined : this.recipe(id).config?.tenantId;
  }

  /** A good token of the base recipe with these payload members replaced. */
  mint(payload: Record<string, unknown> = {}): string {
    return this.#mint({ payload });
  }

  unsigned(payload: Record<string, unknown> = {}): string {
    return this.#mint({ payload, header: { alg: 'none', kid: '@delete' }, sign: 'none' });
  }

  recipe(id: string): TokenRecipe {
    const recipe = this.#recipes.recipes.find((candidate) => candidate.id === id);
    if (!recipe) throw new Error(`Nobody knows the token ${id}.`);
    return recipe;
  }

  #mint(recipe: Partial<TokenRecipe>): string {
    const token = mintRecipe({ id: '', title: '', required: 'accept', ...recipe }, this.#recipes);
    this.made.add(token);
    return token;
  }
}

/** The claims a gateway would show of a token: its payload if it can be read. */
export function claimsOf(token: string): Record<string, unknown> | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
