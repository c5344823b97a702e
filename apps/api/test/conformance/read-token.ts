import { mintRecipe, type TokenRecipe, type TokenRecipes } from '@lambda-nest/testing';
import { findLiterals, readLiteral } from './read-literal.ts';

/** Payload members of the callers that cases name. */
const ADMIN = { groups: ['ADMINS'], sub: 'uid-admin', user_id: 'uid-admin' };

const ANONYMOUS =
  /^(?:anonymous|nobody|no token|without (?:a )?token)\b|without (?:header|a token)|no header|^no authorizer/;

/** Makes tokens of the words in which cases ask for them. */
export class TokenReader {
  readonly #recipes: TokenRecipes;

  constructor(recipes: TokenRecipes) {
    this.#recipes = recipes;
  }

  /** Every token that was made. */
  readonly made = new Set<string>();

  /** Whether words ask for a caller without a token. */
  static isWithoutToken(said: unknown): boolean {
    return said === undefined || ANONYMOUS.test(String(said));
  }

  /** `T01`, `recipe T19`, `ADMIN, valid`, `T01 plus scope 'x'`, `USER with groups []`, `unsigned …`, or `{ base, payload }`. */
  read(said: unknown): string {
    if (typeof said === 'object' && said !== null) {
      const { payload } = said as { payload: Record<string, unknown> };
      return this.mint(payload);
    }
    const text = String(said);
    const more = readMore(text);
    if (/\balg[ :]?none|unsigned/.test(text)) return this.unsigned({ ...ADMIN, ...more });
    const id = /\bT\d+\b/.exec(text)?.[0];
    if (id !== undefined && id !== 'T01') return this.#mint(this.recipe(id));
    return this.mint({ ...(/\bADMIN\b/.test(text) ? ADMIN : {}), ...more });
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
    if (!recipe) throw new Error(`There is no token ${id}.`);
    return recipe;
  }

  #mint(recipe: Partial<TokenRecipe>): string {
    const token = mintRecipe({ id: '', title: '', required: 'accept', ...recipe }, this.#recipes);
    this.made.add(token);
    return token;
  }
}

/** Payload members that words add: `plus scope 'x'`, `scope 'x'`, `groups []`, `groups ['a']`. */
function readMore(text: string): Record<string, unknown> {
  const scope = /\bscope '([^']+)'/.exec(text)?.[1];
  const [groups] = findLiterals(/\bgroups (\[.*)/.exec(text)?.[1] ?? '');
  const named = /\bgroups? (ADMINS|USERS)\b/.exec(text)?.[1];
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(named === undefined ? {} : { groups: [named] }),
    ...(groups === undefined ? {} : { groups: readLiteral(groups) }),
  };
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
