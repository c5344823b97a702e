import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '@lambda-nest/access';
import { ClientAddress, EnabledWhen } from '@lambda-nest/application';
import { AccountRequestsLoader } from './account-requests.loader.ts';
import { SignUpRequest } from './sign-up-request.dto.ts';

@ApiTags('Auth')
@Controller('v1/auth')
@EnabledWhen((config) => config.isSignUpOn)
export class SignUpController {
  readonly #requests: AccountRequestsLoader;

  constructor(requests: AccountRequestsLoader) {
    this.#requests = requests;
  }

  @Public()
  @Post('sign-up')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Sign up',
    description:
      'Makes an account, without any group, and has a mail sent to verify the address. Replies alike where there is one ' +
      'already: its owner gets a mail to set another password.',
  })
  @ApiAcceptedResponse({ description: 'A mail is on its way, unless nothing can be sent to the address.' })
  async signUp(@Body() { email, password }: SignUpRequest, @ClientAddress() address: string): Promise<void> {
    await (await this.#requests.load()).signUp(email, password, address);
  }
}
