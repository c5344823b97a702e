import 'reflect-metadata';
import type { Declaration } from './declaration.ts';
import { noteDeclaration } from './note-declaration.ts';
import type { Role, Scope } from './vocabulary.ts';

const DECLARATION = Symbol.for('lambda-nest:access-declaration');
const COPY = Symbol.for('lambda-nest:access:copy');
/** This copy of the package: another one that is loaded beside it has another. */
const OWN_COPY = {};

/** Decorates a controller or one of its routes. A route's own declaration replaces its controller's whole. */
type AccessDecorator = ClassDecorator & MethodDecorator;

/** Opens the route to everyone, token or not. */
export function Public(): AccessDecorator {
  return declare({ kind: 'public' });
}

/** Opens the route to every caller with a valid token, whatever their roles. */
export function SignedIn(): AccessDecorator {
  return declare({ kind: 'signed-in' });
}

/**
 * Restricts the route to callers who hold any of these roles. Together with `@Scopes`, both must hold.
 *
 * @example @Roles('ADMINS')
 */
export function Roles(...roles: [Role, ...Role[]]): AccessDecorator {
  return declare({ kind: 'restricted', roles });
}

/**
 * Restricts the route to tokens with any of these scopes, at the gateway and in the application. Together with
 * `@Roles`, both must hold.
 *
 * @example @Scopes('orders:read', 'orders:write')
 */
export function Scopes(...scopes: [Scope, ...Scope[]]): AccessDecorator {
  return declare({ kind: 'restricted', scopes });
}

/**
 * The declaration that governs a route: its own if there is one, else its controller's own. Declarations are never
 * merged across the two, and never inherited by a subclass: an overriding class says again who may call.
 */
export function readDeclaration(controller: object, handler: object): Declaration | undefined {
  return readOwn(handler) ?? readOwn(controller);
}

/** Whether another copy of the package declared a controller or a route. */
export function isOfOtherCopy(subject: object): boolean {
  const copy: unknown = Reflect.getOwnMetadata(COPY, subject);
  return copy !== undefined && copy !== OWN_COPY;
}

function readOwn(target: object): Declaration | undefined {
  return Reflect.getOwnMetadata(DECLARATION, target) as Declaration | undefined;
}

function declare(declaration: Declaration): AccessDecorator {
  return (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor) => {
    const subject = (descriptor?.value ?? target) as object;
    const combined = combine(readOwn(subject), declaration);
    if (!combined) {
      throw new TypeError(
        `Two declarations on ${nameOf(subject)} contradict each other. ` +
          'Keep one of @Public(), @SignedIn(), or @Roles(…) with or without @Scopes(…).',
      );
    }
    Reflect.defineMetadata(DECLARATION, combined, subject);
    noteDeclaration(subject);
    Reflect.defineMetadata(COPY, OWN_COPY, subject);
  };
}

/** Roles and scopes on the same target add up; anything else said twice is a contradiction. */
function combine(first: Declaration | undefined, second: Declaration): Declaration | undefined {
  if (first === undefined) return second;
  if (first.kind !== 'restricted' || second.kind !== 'restricted') return undefined;
  const isSaidTwice = (first.roles && second.roles) || (first.scopes && second.scopes);
  return isSaidTwice ? undefined : { ...first, ...second };
}

function nameOf(subject: object): string {
  return typeof subject === 'function' && subject.name ? subject.name : 'a route';
}
