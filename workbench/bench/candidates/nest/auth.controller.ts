import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { getAuth } from 'firebase-admin/auth';
import { SignInDto } from './sign-in.dto.js';

@ApiTags('auth')
@Controller('sample/v1/auth')
export class AuthController {
  @Post('token')
  async token(@Body() body: SignInDto): Promise<{ token: string }> {
    return { token: await getAuth().createCustomToken(body.username) };
  }
}
