import type { RouteEntry } from './list-routes.ts';
import { HOST_METADATA, VERSION_METADATA } from './nest-metadata.ts';

/**
 * What to do about two routes of one method and path. Nest can tell them apart by a version that is not in the path, or by the host
 * of a controller; API Gateway and the OpenAPI document know a route by its method and its path alone.
 */
export function describeTwin(one: RouteEntry, other: RouteEntry): string {
  const [where, advice] = TELLS.find(({ key }) => read(one, key) !== read(other, key))?.told ?? [];
  return where === undefined || advice === undefined
    ? 'Keep one of them.'
    : `Only ${where} tells them apart, and API Gateway and the OpenAPI document know method and path alone. ${advice}`;
}

type Tell = Readonly<{ key: string; told: readonly [where: string, advice: string] }>;

const TELLS: readonly Tell[] = [
  {
    key: VERSION_METADATA,
    told: [
      'a version that is not in the path',
      'Put it there: app.enableVersioning({ type: VersioningType.URI }) in configureApp of the root module.',
    ],
  },
  { key: HOST_METADATA, told: ['the host', 'Give each a path of its own.'] },
];

/** What the handler says, else its controller; as a text, for it may be a list, a symbol or a regular expression. */
function read({ controller, handler }: RouteEntry, key: string): string {
  const [own] = [handler, controller].flatMap((subject) => {
    const value: unknown = subject && Reflect.getMetadata(key, subject);
    return value === undefined ? [] : [value];
  });
  return [own].flat().map(String).join();
}
