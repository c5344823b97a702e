import { describe, expect, it } from '@jest/globals';
import { describeDeclaration, findDeclarationViolation } from './declaration.ts';

describe('findDeclarationViolation', () => {
  it('finds nothing wrong with a sound declaration', () => {
    expect(findDeclarationViolation({ kind: 'public' })).toBeUndefined();
    expect(findDeclarationViolation({ kind: 'signed-in' })).toBeUndefined();
    expect(
      findDeclarationViolation({ kind: 'restricted', roles: ['A'], scopes: ['a:b/c.d-e_f'] }),
    ).toBeUndefined();
  });

  it('says what to do about a missing declaration', () => {
    expect(findDeclarationViolation(undefined)).toBe(
      'declares no access. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).',
    );
  });

  it('says what to do about one that restricts nothing', () => {
    expect(findDeclarationViolation({ kind: 'restricted' })).toBe(
      'restricts nothing. Use @SignedIn() for any signed-in caller.',
    );
  });

  it.each([
    ['@Roles', { kind: 'restricted', roles: [] }],
    ['@Scopes', { kind: 'restricted', scopes: [] }],
  ] as const)('says what to do about an empty %s', (decorator, declaration) => {
    expect(findDeclarationViolation(declaration)).toBe(
      `has ${decorator}() without a name. Name at least one, or use @SignedIn().`,
    );
  });

  it.each(['x ADMINS', '', 'A,B', '[A]', 'ADMINS\n', 7])('rejects the name %j', (name) => {
    expect(findDeclarationViolation({ kind: 'restricted', roles: ['A', name as string] })).toBe(
      'has a name in @Roles(…) that is not made of letters, digits and _ . : / - only.',
    );
  });
});

describe('describeDeclaration', () => {
  it.each([
    [{ kind: 'public' }, 'public'],
    [{ kind: 'signed-in' }, 'signed in'],
    [{ kind: 'restricted', roles: ['USERS', 'ADMINS'] }, 'role USERS or ADMINS'],
    [{ kind: 'restricted', scopes: ['a', 'b'] }, 'scope a or b'],
    [{ kind: 'restricted', roles: ['A'], scopes: ['b'] }, 'role A and scope b'],
  ] as const)('reads aloud', (declaration, words) => {
    expect(describeDeclaration(declaration)).toBe(words);
  });
});
