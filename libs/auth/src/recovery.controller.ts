import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentCaller, Public, readBearerToken, SignedIn, type VerifiedCaller } from '@lambda-nest/access';
import { ClientAddress, EnabledWhen } from '@lambda-nest/application';
import { AccountRequestsLoader } from './account-requests.loader.ts';
import { PasswordResetRequest } from './password-reset-request.dto.ts';

@ApiTags('Auth')
@Controller('v1/auth')
@EnabledWhen((config) => config.isPasswordFlowOn)
export class RecoveryController {
  readonly #requests: AccountRequestsLoader;

  constructor(requests: AccountRequestsLoader) {
    this.#requests = requests;
  }

  @Public()
  @Post('password-reset')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Ask for another password',
    description: 'Has a mail sent to the address with which its owner sets another password.',
  })
  @ApiAcceptedResponse({ description: 'A mail is on its way if there is such an account.' })
  async resetPassword(
    @Body() { email }: PasswordResetRequest,
    @ClientAddress() address: string,
  ): Promise<void> {
    await (await this.#requests.load()).resetPassword(email, address);
  }

  @SignedIn()
  @Post('verification')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Verify the address',
    description: "Has a mail sent to the caller's own address, with which it is verified.",
  })
  @ApiAcceptedResponse({ description: 'A mail is on its way if the account has an address.' })
  async verifyEmail(@CurrentCaller() { claims }: VerifiedCaller, @Req() request: Request): Promise<void> {
    const credentials = readBearerToken(request);
    if (credentials.kind !== 'token')
      throw new TypeError('The guard let a caller in without a bearer token.');
    await (await this.#requests.load()).verifyEmail(credentials.token, claims.sub);
  }
}
