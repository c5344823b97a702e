import { compareOpenApi, type Diff } from 'api-smart-diff';
import type { Declaration } from '@lambda-nest/access/policy';
import { findGains } from '../access/find-gains.ts';
import type { OpenApiDocument } from '@lambda-nest/testing/openapi';

/**
 * Finds what a client of the one document may break on with the other, as sentences that stay the same as long as the
 * change does.
 */
export function findBreakingChanges(before: OpenApiDocument, after: OpenApiDocument): readonly string[] {
  const { diffs } = compareOpenApi(before, after);
  const changes = diffs.filter(isBreaking).map(({ action, path }) => `${action} ${path.join(' ')}`);
  return [...new Set([...changes, ...findLostAccess(before, after)])].toSorted();
}

/**
 * Only what is below a path says in which direction it travels: components are judged where they are used. Extensions are
 * no business of the tool.
 */
function isBreaking({ type, action, path }: Diff): boolean {
  if (path[0] === 'servers') return true;
  if (path[0] !== 'paths') return false;
  // The tool takes a response that says text where it said a number for harmless.
  const isTypeChanged = action === 'replace' && path.at(-1) === 'type' && path.includes('schema');
  return type === 'breaking' || isTypeChanged;
}

/** Operations that some callers may not call any more, by the API's own decision. */
function findLostAccess(before: OpenApiDocument, after: OpenApiDocument): readonly string[] {
  return Object.entries(before.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method, operation]) => {
        const now = after.paths[path]?.[method];
        return now && findGains(accessOf(now), accessOf(operation)).length > 0;
      })
      .map(([method]) => `narrow access to ${method.toUpperCase()} ${path}`),
  );
}

function accessOf({ 'x-access': declaration }: { 'x-access'?: unknown }) {
  return { declaration: declaration as Declaration | undefined, isAccountChecked: false };
}
