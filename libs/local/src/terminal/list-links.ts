import type { GatewayRoute } from '@lambda-nest/gateway/model';

export type Link = Readonly<{ name: string; url: string }>;

/** Where things are on this machine. */
export type HomeLinks = Readonly<{
  /** The page that lists the others. */
  home: string;
  /** Views of the API, the one as execute-api first: its docs page where it has one. */
  api: readonly Link[];
  /** Absent where the issuer runs by itself. */
  identity?: string | undefined;
}>;

export type LocalPlaces = Readonly<{
  port: number;
  identityPort?: number | undefined;
  stage: string;
  mappingKey: string;
}>;

/** Lists the addresses of a local API, and none that its routes do not have. */
export function listLinks(
  { port, identityPort, stage, mappingKey }: LocalPlaces,
  routes: readonly Pick<GatewayRoute, 'method' | 'path'>[],
): HomeLinks {
  const home = `http://localhost:${port}/`;
  const docs = routes.find(({ method, path }) => method === 'GET' && path.endsWith('/docs'))?.path ?? '';
  return {
    home,
    api: [
      { name: 'execute-api', url: `${home}${stage}${docs}` },
      { name: 'custom domain', url: `${home}${mappingKey}${docs}` },
    ],
    ...(identityPort !== undefined && { identity: `http://localhost:${identityPort}` }),
  };
}
