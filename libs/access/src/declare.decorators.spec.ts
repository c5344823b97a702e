import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { NOTE_DECLARATION, type NoteDeclaration } from './note-declaration.ts';
import { isOfOtherCopy, Public, readDeclaration, Roles, Scopes, SignedIn } from './declare.decorators.ts';

@Roles('ADMINS')
class Orders {
  inherit(): void {}

  @Public()
  open(): void {}

  @Roles('USERS')
  narrow(): void {}

  @Roles('USERS')
  @Scopes('orders:read')
  both(): void {}

  @SignedIn()
  anyone(): void {}
}

class Undeclared {
  route(): void {}
}

class Heir extends Orders {
  override narrow(): void {}
}

const read = (controller: { prototype: object }, method: string) =>
  readDeclaration(controller, (controller.prototype as Record<string, object>)[method] ?? {});

describe('a declaration', () => {
  it('of the class governs a method without one', () => {
    expect(read(Orders, 'inherit')).toEqual({ kind: 'restricted', roles: ['ADMINS'] });
  });

  it.each([
    ['open', { kind: 'public' }],
    ['narrow', { kind: 'restricted', roles: ['USERS'] }],
    ['both', { kind: 'restricted', roles: ['USERS'], scopes: ['orders:read'] }],
    ['anyone', { kind: 'signed-in' }],
  ])("of a method replaces its class's whole: %s", (method, declaration) => {
    expect(read(Orders, method)).toEqual(declaration);
  });

  it('is absent where nothing is declared', () => {
    expect(read(Undeclared, 'route')).toBeUndefined();
  });

  it('is not inherited by a subclass that says nothing', () => {
    expect(read(Heir, 'narrow')).toBeUndefined();
  });

  it('goes with a method that a subclass does not override', () => {
    expect(read(Heir, 'open')).toEqual({ kind: 'public' });
  });

  it.each([
    ['@Public with @Roles', () => [Public(), Roles('ADMINS')]],
    ['@SignedIn with @Scopes', () => [SignedIn(), Scopes('x')]],
    ['@Roles twice', () => [Roles('ADMINS'), Roles('USERS')]],
    ['@Roles with @Public', () => [Roles('ADMINS'), Public()]],
    ['@Scopes twice', () => [Scopes('x'), Scopes('y')]],
    ['@Public twice', () => [Public(), Public()]],
  ])('cannot contradict itself: %s', (_case, decorators) => {
    class Confused {}
    const decorate = () => decorators().forEach((decorator) => decorator(Confused));
    expect(decorate).toThrow(
      'Two declarations on Confused contradict each other. ' +
        'Keep one of @Public(), @SignedIn(), or @Roles(…) with or without @Scopes(…).',
    );
  });

  it('cannot contradict itself on a route either, with a name or without', () => {
    const decorate = (value: unknown) => () =>
      [Public(), SignedIn()].forEach((decorator) =>
        decorator({}, 'a', { value } as TypedPropertyDescriptor<unknown>),
      );
    expect(decorate(function list() {})).toThrow('Two declarations on list contradict each other.');
    expect(decorate(() => undefined)).toThrow('Two declarations on a route contradict each other.');
    expect(decorate({ name: 'list' })).toThrow('Two declarations on a route contradict each other.');
  });

  it('is told to a tool that asks, as its decorator is applied', () => {
    const told: object[] = [];
    const place = globalThis as { [NOTE_DECLARATION]?: NoteDeclaration };
    place[NOTE_DECLARATION] = (subject) => told.push(subject);
    class Noted {
      route(): void {}
    }
    try {
      Public()(Noted);
      SignedIn()(Noted.prototype, 'route', { value: Noted.prototype.route });
    } finally {
      delete place[NOTE_DECLARATION];
    }
    expect(told).toEqual([Noted, Noted.prototype.route]);
  });

  it('is read by whatever copy of the package made it, under a name that stays', () => {
    expect(Symbol.keyFor(NOTE_DECLARATION)).toBe('lambda-nest:note-declaration');
    expect(Reflect.getOwnMetadata(Symbol.for('lambda-nest:access-declaration'), Orders)).toEqual({
      kind: 'restricted',
      roles: ['ADMINS'],
    });
    const copy = Symbol.for('lambda-nest:access:copy');
    expect(isOfOtherCopy(Orders)).toBe(false);
    expect(isOfOtherCopy(Undeclared)).toBe(false);
    class Foreign {}
    Reflect.defineMetadata(copy, {}, Foreign);
    expect(isOfOtherCopy(Foreign)).toBe(true);
  });

  it('takes no empty list and no unknown role, says the compiler', () => {
    // @ts-expect-error -- a route must name at least one role
    expect(() => Roles()).not.toThrow();
    // @ts-expect-error -- a typo in a role does not compile
    expect(() => Roles('ADMNIS')).not.toThrow();
  });
});
