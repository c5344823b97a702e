import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

/** Which page of a list. Pages follow each other by the id of their last item, so that new items repeat none. */
export class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20, example: 20 })
  limit = 20;

  @IsOptional()
  @IsUUID()
  @ApiPropertyOptional({ format: 'uuid', description: '`next` of the page before.' })
  after?: string;
}

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
