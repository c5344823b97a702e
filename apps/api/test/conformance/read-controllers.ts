import 'reflect-metadata';
import * as nest from '@nestjs/common';
import { Body, Controller, Query, RequestMapping, RequestMethod, Res, type Type } from '@nestjs/common';
import type { Response } from 'express';
import { Public, Roles, Scopes, SignedIn, type Role } from '@lambda-nest/access';
import type { AttackCase } from './attack-case.ts';

const ROUTE = /\b(GET|POST|PUT|PATCH|DELETE|HEAD) (\/[\w/:.{}*-]*)(\?\w*=)?/g;
const DECORATOR = /@(Public|SignedIn|Roles|Scopes)\b(?:\(([^)]*)\))?|\b(public)\b/g;

/** What a class declares for all its methods. */
const OF_CLASS = /class (@\w+(?:\([^)]*\))?)/;

/** A controller that a case describes, and where its routes are. */
export type Mounted = Readonly<{ controllers: readonly Type[]; routes: readonly MountedRoute[] }>;

/** `said` is the path as the case has it; it is mounted below {@link BASE}, where no other test route is. */
export type MountedRoute = Readonly<{ method: string; said: string; path: string }>;

const BASE = '/mounted';

/** Routes that the application has already, whose cases only say what they send there. */
const EXISTING = /JSON route|whatever middleware/;

/**
 * The controller of `mount`, or of the title where `mount` is only a pointer to it: paths, declarations of class and methods,
 * and what the handlers do.
 */
export function readControllers({ given, title }: AttackCase): Mounted | undefined {
  const mount = given['mount'];
  if (typeof mount !== 'string' || EXISTING.test(mount)) return { controllers: [], routes: [] };
  const text = [mount, title].find((candidate) => [...candidate.matchAll(ROUTE)].length > 0);
  const ofClass = OF_CLASS.exec(`${mount} ${title}`)?.[1];
  const described = text === undefined ? routesOfTitle(title) : routesOf(text);
  return described.length === 0 ? undefined : mountAll(described, ofClass);
}

type Described = Readonly<{
  method: string;
  path: string;
  declared: readonly MethodDecorator[];
  /** What is said of the handler. */
  what: string;
}>;

/** Each route with what is said before it, up to the one before, and after it, up to the next. */
function routesOf(text: string): readonly Described[] {
  const found = [...text.matchAll(ROUTE)];
  return found.map((match, index) => {
    const [whole, method = 'GET', path = '/'] = match;
    const before = found[index - 1];
    const from = before === undefined ? 0 : before.index + before[0].length;
    const said = text.slice(from, found[index + 1]?.index);
    const [lead = '', tail = ''] = [
      text.slice(from, match.index),
      said.slice(match.index - from + whole.length),
    ];
    // What stands before a route belongs to the one before where a bracket says so: `/zz-p (public) and GET /zz-q`.
    const own = `${lead.replace(/^ ?\([^)]*\)/, '').replace(OF_CLASS, '')} ${index === found.length - 1 ? tail : (/^ ?\([^)]*\)/.exec(tail)?.[0] ?? '')}`;
    const isForgotten = /no decorators|forgotten|undecorated|without (?:a )?decorator/.test(said);
    const declared = declarationsIn(own);
    return {
      method,
      path,
      what: `${whole} ${tail}`,
      declared: declared.length > 0 || isForgotten || /class @/.test(text) ? declared : defaults(text),
    };
  });
}

/** A handler is there to run, where nothing is said of who may call it and no class says it. */
function defaults(text: string): readonly MethodDecorator[] {
  return /@(?:Public|SignedIn|Roles|Scopes)\b|\bclass\b|\bcontroller\b/.test(text) ? [] : [Public()];
}

/** `@Roles('a'), @Roles('b')`: one route each; `method @Roles('a')` in a class: that one. */
function routesOfTitle(title: string): readonly Described[] {
  const own = title.replace(OF_CLASS, '');
  return [...own.matchAll(DECORATOR)].map((match, index) => ({
    method: 'GET',
    path: `/zz-mounted-${index}`,
    declared: declarationsIn(match[0]),
    what: '',
  }));
}

function declarationsIn(text: string): readonly MethodDecorator[] {
  return [...text.matchAll(DECORATOR)].map(([, name, list = '', isPublic]) => {
    const values = [...list.matchAll(/'([^']*)'/g)].map(([, value = '']) => value);
    if (isPublic !== undefined || name === 'Public') return Public();
    if (name === 'SignedIn') return SignedIn();
    // The compiler would let none of these pass, which is why they are tried.
    const declare = (name === 'Scopes' ? Scopes : Roles) as (...given: string[]) => MethodDecorator;
    return declare(...(values as Role[]));
  });
}

function mountAll(described: readonly Described[], ofClass: string | undefined): Mounted {
  class MountedController {}
  const { prototype } = MountedController as unknown as { prototype: Record<string, unknown> };
  for (const [index, { method, path, declared, what }] of described.entries()) {
    const name = `mounted${index}`;
    prototype[name] = { [name]: handlerOf(what) }[name];
    decorate(prototype, name, [
      RequestMapping({ path: BASE + path, method: RequestMethod[method as keyof typeof RequestMethod] }),
      ...declared,
      ...parametersOf(what),
    ]);
  }
  for (const declare of declarationsIn(ofClass ?? ''))
    (declare as unknown as ClassDecorator)(MountedController);
  Controller()(MountedController);
  const routes = described.map(({ method, path }) => ({
    method,
    said: path,
    path: BASE + path.replaceAll(/:\w+/g, 'x'),
  }));
  return { controllers: [MountedController], routes };
}

function decorate(prototype: object, name: string, decorators: readonly MethodDecorator[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  for (const decorator of decorators) decorator(prototype, name, descriptor);
}

const TYPES: Readonly<Record<string, unknown>> = { string: String, number: Number, boolean: Boolean };

/** The handler's parameters: a query parameter by name, the whole body, or the response. */
function parametersOf(said: string): readonly MethodDecorator[] {
  const [, query, typed = 'string'] =
    /@Query\('(\w+)'\)(?: typed (\w+))?/.exec(said) ?? /\?(\w+)=/.exec(said) ?? [];
  return [
    (target, name) => {
      const key = name as string;
      if (query !== undefined) Query(query)(target, key, 0);
      else if (said.includes('@Body')) Body()(target, key, 0);
      Res({ passthrough: !/no reply|never/.test(said) })(target, key, 1);
      Reflect.defineMetadata(
        'design:paramtypes',
        [query === undefined ? Object : TYPES[typed], Object],
        target,
        key,
      );
    },
  ];
}

/** What a handler does, as far as it is said. */
function handlerOf(said: string): (value: unknown, response: Response) => unknown {
  const [, error, text] = /throws (?:new )?(\w+)\('([^']*)'\)/.exec(said) ?? [];
  const header = /sets header ([\w-]+) to/.exec(said)?.[1];
  return function mounted(value, response) {
    if (error !== undefined) throw errorOf(error, text);
    if (header !== undefined) response.setHeader(header, String(value));
    return /no reply|never/.test(said)
      ? undefined
      : { isArray: Array.isArray(value), isBuffer: Buffer.isBuffer(value) };
  };
}

function errorOf(name: string, text: string | undefined): Error {
  const { [name]: Exception = Error } = nest as unknown as Record<string, new (text?: string) => Error>;
  return new Exception(text);
}
