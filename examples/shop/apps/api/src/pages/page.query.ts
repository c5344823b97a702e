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
