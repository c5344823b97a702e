import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('manage')
@Controller('sample/v1/manage')
export class HealthController {
  @Get('hc')
  check(): { status: string } {
    return { status: 'ok' };
  }
}
