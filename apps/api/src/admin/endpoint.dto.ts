import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Who may call a route, in the words of its declaration. */
export class EndpointAccess {
  @ApiProperty({ enum: ['public', 'signed-in', 'restricted'], example: 'restricted' })
  kind!: 'public' | 'signed-in' | 'restricted';

  @ApiPropertyOptional({ type: [String], example: ['ADMINS'], description: 'The caller holds any of them.' })
  roles?: readonly string[];

  @ApiPropertyOptional({
    type: [String],
    example: ['orders:read'],
    description: 'The token has any of them.',
  })
  scopes?: readonly string[];
}

export class Endpoint {
  @ApiProperty({ example: '/v1/admin/endpoints', description: 'Path template, parameters in braces.' })
  path!: string;

  @ApiProperty({ example: 'listEndpoints', description: 'Name of the operation.' })
  name!: string;

  @ApiProperty({ example: 'GET' })
  method!: string;

  @ApiProperty({ type: EndpointAccess })
  access!: EndpointAccess;
}
