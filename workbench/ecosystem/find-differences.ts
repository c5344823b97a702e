import { isDeepStrictEqual } from 'node:util';
import type { Facts, Reply } from './call-handler.ts';
import type { Outcome, Tried } from './try-examples.ts';

/** What came otherwise than the example says, or otherwise in the bundle than on its source; empty where all is well. */
export function findDifferences({
  facts,
  source,
  bundle,
}: Pick<Tried, 'facts' | 'source' | 'bundle'>): readonly string[] {
  return [...checkSource(facts, source), ...compare(source, bundle)];
}

function checkSource(
  { rejects, requests }: Facts,
  { error, replies = [], output = '' }: Outcome,
): readonly string[] {
  if (error !== undefined) {
    return rejects !== undefined && error.includes(rejects) ? [] : [`on its source: ${error}\n${output}`];
  }
  if (rejects !== undefined) return [`on its source: it starts, and should be rejected with "${rejects}"`];
  return requests.flatMap(({ path, status = 200, contains = '' }, index) => {
    const reply = replies[index];
    if (reply?.status !== status)
      return [`on its source: ${path} replies ${describe(reply)}, not with ${status}`];
    const isSaid = (JSON.stringify(reply.headers) + reply.body).includes(contains);
    return isSaid ? [] : [`on its source: ${path} replies ${describe(reply)}, without ${contains}`];
  });
}

function compare(source: Outcome, bundle: Outcome): readonly string[] {
  if (source.error !== bundle.error)
    return [`in the bundle: ${bundle.error ?? 'it starts'}\n${bundle.output ?? ''}`];
  return (source.replies ?? []).flatMap((reply, index) => {
    const other = bundle.replies?.[index];
    return isDeepStrictEqual(reply, other)
      ? []
      : [`reply ${index + 1} is on its source ${describe(reply)}, in the bundle ${describe(other)}`];
  });
}

function describe(reply: Reply | undefined): string {
  return reply === undefined ? 'none' : JSON.stringify(reply).slice(0, 2_000);
}
