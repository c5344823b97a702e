import { Controller, Get, Header } from '@nestjs/common';
import { ApiExtension, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '@lambda-nest/access';
import { Health } from './health.dto.ts';

@ApiTags('Health')
@ApiExtension('x-tag-description', 'Whether the API is up.')
@Controller('v1/manage')
export class HealthController {
  @Public()
  @Get('hc')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Health check',
    description: 'Tells that the API is up, and which version of it.',
  })
  @ApiOkResponse({ type: Health, description: 'The API is up.' })
  checkHealth(): Health {
    return {
      status: 'ok',
      // npm sets it for scripts; the bundle has it written in.
      version: process.env['npm_package_version'] ?? 'development',
      uptime: Math.floor(process.uptime()),
    };
  }
}
