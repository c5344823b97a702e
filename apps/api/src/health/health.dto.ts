import { ApiProperty } from '@nestjs/swagger';

export class Health {
  @ApiProperty({ example: 'ok', description: '`ok` whenever there is a response at all.' })
  status!: string;

  @ApiProperty({ example: '1.0.0', description: 'Version of the API that replies.' })
  version!: string;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    example: 42,
    description: 'Seconds since this process started.',
  })
  uptime!: number;
}
