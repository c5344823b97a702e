import type { Interpretation } from './interpretation.ts';
import { readPublicRoutes } from './routes.ts';

/** Asks every route of the product without a token: it is on the list that was reviewed, or it replies with 401. */
export const interpretInventory: Interpretation = async ({ run }) => {
  const target = await run.start();
  const routes = target.routes().filter(({ path }) => path.startsWith('/v1/'));
  const listed = readPublicRoutes();
  run.facts.set('the allow list is committed', listed.length > 0);
  for (const { method, path, name } of routes) {
    const response = await target.request({ method, path: path.replaceAll(/:\w+/g, 'x') });
    const isListed = listed.includes(`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    run.note(name, isListed || response.status === 401 ? 'as declared' : response.status);
  }
};
