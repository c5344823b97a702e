/** One page of a list. */
export type Page<Item> = { items: Item[]; next?: string };

/**
 * Makes a page of rows.
 *
 * @param rows one more than the page has, where there is a next one
 */
export function toPage<Item extends { id: string }>(rows: readonly Item[], limit: number): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, next: last.id } : { items };
}
