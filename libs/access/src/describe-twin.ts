import type { RouteEntry } from './list-routes.ts';
import { HOST_METADATA, VERSION_METADATA } from './nest-metadata.ts';

/**
 * What to do about two routes of one method and path. Nest can tell them apart by a version that is not in the path, or by the host
 * of a controller; API Gateway and the OpenAPI document know a route by its method and its path alone.
 */
export function describeTwin(one: RouteEntry, other: RouteEntry): string {
  const tell = TELLS.find(({ key }) => read(one, key) !== read(other, key));
  return tell
    ? `Only ${tell.where} tells them apart, and API Gateway and the OpenAPI document know method and path alone. ${tell.advice}`
    : 'Keep one of them.';
}

const TELLS = [
  {
    key: VERSION_METADATA,
    where: 'a version that is not in the path',
    advice:
      'Put it there: app.enableVersioning({ type: VersioningType.URI }) in configureApp of the root module.',
  },
  { key: HOST_METADATA, where: 'the host', advice: 'Give each a path of its own.' },
];

/** What the handler says, else its controller; as a text, for it may be a list, a symbol or a regular expression. */
function read({ controller, handler }: RouteEntry, key: string): string {
  const said = [handler, controller].map((subject): unknown => subject && Reflect.getMetadata(key, subject));
  return [said.find((value) => value !== undefined)].flat().map(String).join();
}
