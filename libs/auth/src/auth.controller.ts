import { Body, Controller, Header, HttpCode, Post, UseFilters } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConsumes,
  ApiExtension,
  ApiOkResponse,
  ApiOperation,
  ApiPayloadTooLargeResponse,
  ApiTags,
  ApiUnsupportedMediaTypeResponse,
} from '@nestjs/swagger';
import { Public } from '@lambda-nest/access';
import { Consumes, FORM_MEDIA_TYPE, MULTIPART_MEDIA_TYPE } from '@lambda-nest/input';
import { ClientAddress, EnabledWhen } from '@lambda-nest/application';
import { AccountRequestsLoader } from './account-requests.loader.ts';
import { OAuthErrorFilter } from './oauth-error.filter.ts';
import { OAuthError } from './oauth-error.dto.ts';
import { RevocationRequest } from './revocation-request.dto.ts';
import { TokenRequest } from './token-request.dto.ts';
import { Token } from './token.dto.ts';
import { TokenService } from './token.service.ts';

@ApiTags('Auth')
@ApiExtension('x-tag-description', 'Getting a token, and another when it expires.')
@Controller('v1/auth')
@EnabledWhen((config) => config.isPasswordFlowOn)
@UseFilters(OAuthErrorFilter)
export class AuthController {
  readonly #tokens: TokenService;
  readonly #requests: AccountRequestsLoader;

  constructor(tokens: TokenService, requests: AccountRequestsLoader) {
    this.#tokens = tokens;
    this.#requests = requests;
  }

  @Public()
  @Post('token')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Header('Pragma', 'no-cache')
  @Consumes(FORM_MEDIA_TYPE, MULTIPART_MEDIA_TYPE)
  @ApiConsumes(FORM_MEDIA_TYPE, MULTIPART_MEDIA_TYPE)
  @ApiOperation({
    summary: 'Sign in',
    description:
      'OAuth 2.0 password and refresh_token grants. The access token is the bearer token of the other routes.',
  })
  @ApiOkResponse({ type: Token, description: 'Signed in.' })
  @ApiBadRequestResponse({
    type: OAuthError,
    description: 'RFC 6749 §5.2: the same for every reason not to sign in.',
  })
  @ApiPayloadTooLargeResponse({ type: OAuthError, description: 'The body is too large.' })
  @ApiUnsupportedMediaTypeResponse({ type: OAuthError, description: 'The body is no form.' })
  getToken(@Body() request: TokenRequest, @ClientAddress() address: string): Promise<Token> {
    return this.#tokens.grant(request, address);
  }

  @Public()
  @Post('revoke')
  @HttpCode(200)
  @Consumes(FORM_MEDIA_TYPE)
  @ApiConsumes(FORM_MEDIA_TYPE)
  @ApiOperation({
    summary: 'Sign out',
    description:
      'RFC 7009, for a refresh token or an access token. Firebase ends all sessions of the account, and never one alone. ' +
      'Access tokens that were given live until they expire, at most an hour; routes for administrators reject them within ' +
      'seconds.',
  })
  @ApiOkResponse({ description: 'The token is worth nothing any more, or was worth nothing before.' })
  @ApiBadRequestResponse({ type: OAuthError, description: 'The request is malformed.' })
  @ApiPayloadTooLargeResponse({ type: OAuthError, description: 'The body is too large.' })
  @ApiUnsupportedMediaTypeResponse({ type: OAuthError, description: 'The body is no form.' })
  async revokeToken(@Body() { token }: RevocationRequest): Promise<void> {
    await (await this.#requests.load()).revoke(token);
  }
}
