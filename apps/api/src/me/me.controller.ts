import { Controller, Get, Header } from '@nestjs/common';
import { ApiExtension, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, Roles, type VerifiedCaller } from '@lambda-nest/access';
import { Me } from './me.dto.ts';

@ApiTags('Me')
@ApiExtension('x-tag-description', 'Who the API takes you for.')
@Controller('v1/users')
export class MeController {
  @Roles('USERS', 'ADMINS')
  @Get('whoami')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Get user claims',
    description: "Returns the claims of the caller's verified token.",
  })
  @ApiOkResponse({ type: Me, description: 'The claims.' })
  whoami(@CurrentCaller() caller: VerifiedCaller): Me {
    return { claims: caller.claims };
  }
}
