import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentCaller, Roles, type VerifiedCaller } from '@lambda-nest/access';
import { EnabledWhen, type Config } from '@lambda-nest/application';
import { AccountList } from './account-list.dto.ts';
import { AccountPath } from './account-path.dto.ts';
import { AccountSearch, DEFAULT_LIMIT } from './account-query.dto.ts';
import { Account } from './account.dto.ts';
import type { StoredAccount } from './account.store.ts';
import type { Administration } from './administration.ts';
import { AdministrationLoader } from './administration.loader.ts';
import { ApiProblem } from './api-problem.decorator.ts';
import { GrantsRequest } from './grants-request.dto.ts';

const ETAG = { ETag: { description: 'For `If-Match`.', schema: { type: 'string' as const } } };
const MISSING = 'There is no such account.';
const CLOSED = "It is the caller's own account, or that of the last administrator.";

export function areAccountsManaged({ accounts }: Config): boolean {
  return accounts.kind !== 'none';
}

@ApiTags('Accounts')
@ApiExtension('x-tag-description', 'Who may sign in, and what they may. For administrators.')
@Controller('v1/admin/users')
@EnabledWhen(areAccountsManaged)
@Roles('ADMINS')
export class AccountsController {
  readonly #loader: AdministrationLoader;

  constructor(loader: AdministrationLoader) {
    this.#loader = loader;
  }

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'List accounts',
    description: 'A page of accounts, searched where that is asked.',
  })
  @ApiOkResponse({ type: AccountList, description: 'The page.' })
  async listAccounts(@Query() { search, limit, cursor }: AccountSearch): Promise<AccountList> {
    const query = { search, cursor, limit: Number(limit ?? DEFAULT_LIMIT) };
    const { accounts, next } = await this.#run((administration) => administration.list(query));
    return { accounts: accounts.map(show), ...(next === undefined ? {} : { next }) };
  }

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Read an account' })
  @ApiOkResponse({ type: Account, headers: ETAG, description: 'The account.' })
  @ApiProblem(404, MISSING)
  async readAccount(
    @Param() { id }: AccountPath,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Account> {
    const account = await this.#run((administration) => administration.read(id));
    return tag(response, account);
  }

  @Put(':id/grants')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Set groups and scopes',
    description:
      'Replaces what an account may. Its next token says so; where something was taken away, its sessions end as well.',
  })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of the account that was read.' })
  @ApiOkResponse({ type: Account, headers: ETAG, description: 'The account as it is now.' })
  @ApiProblem(404, MISSING)
  @ApiProblem(409, CLOSED)
  @ApiProblem(412, 'The account was changed since it was read.')
  @ApiProblem(428, '`If-Match` is missing.')
  async setGrants(
    @Param() { id }: AccountPath,
    @Body() grants: GrantsRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentCaller() caller: VerifiedCaller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Account> {
    const by = { actor: caller.claims.sub, version: readVersion(ifMatch) };
    const account = await this.#run((administration) => administration.setGrants(id, grants, by));
    return tag(response, account);
  }

  @Post(':id/disable')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Disable an account',
    description: 'It cannot sign in, and its sessions end.',
  })
  @ApiOkResponse({ type: Account, description: 'The account as it is now.' })
  @ApiProblem(404, MISSING)
  @ApiProblem(409, CLOSED)
  disableAccount(@Param() { id }: AccountPath, @CurrentCaller() caller: VerifiedCaller): Promise<Account> {
    return this.#change((administration) => administration.disable(id, actor(caller)));
  }

  @Post(':id/enable')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Enable an account', description: 'It can sign in again.' })
  @ApiOkResponse({ type: Account, description: 'The account as it is now.' })
  @ApiProblem(404, MISSING)
  enableAccount(@Param() { id }: AccountPath, @CurrentCaller() caller: VerifiedCaller): Promise<Account> {
    return this.#change((administration) => administration.enable(id, actor(caller)));
  }

  @Post(':id/revoke-sessions')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'End all sessions', description: 'Refresh tokens are worth nothing from now on.' })
  @ApiOkResponse({ type: Account, description: 'The account.' })
  @ApiProblem(404, MISSING)
  revokeSessions(@Param() { id }: AccountPath, @CurrentCaller() caller: VerifiedCaller): Promise<Account> {
    return this.#change((administration) => administration.revokeSessions(id, actor(caller)));
  }

  @Post(':id/password-reset')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Send a password reset',
    description: 'The provider sends a mail to its owner. With Cognito the present password stops working.',
  })
  @ApiOkResponse({ type: Account, description: 'The account.' })
  @ApiProblem(404, MISSING)
  @ApiProblem(409, 'The account has no address that a mail could be sent to.')
  sendAccountReset(@Param() { id }: AccountPath, @CurrentCaller() caller: VerifiedCaller): Promise<Account> {
    return this.#change((administration) => administration.sendPasswordReset(id, actor(caller)));
  }

  async #change(change: (administration: Administration) => Promise<StoredAccount>): Promise<Account> {
    return show(await this.#run(change));
  }

  async #run<Result>(run: (administration: Administration) => Promise<Result>): Promise<Result> {
    try {
      return await run(await this.#loader.load());
    } catch (error) {
      const { toProblem } = await import('./to-problem.ts');
      throw toProblem(error);
    }
  }
}

function actor({ claims }: VerifiedCaller): { actor: string } {
  return { actor: claims.sub };
}

function show(stored: StoredAccount): Account {
  const { version: _, ...account } = stored;
  return account;
}

function tag(response: Response, account: StoredAccount): Account {
  response.setHeader('ETag', `"${account.version}"`);
  return show(account);
}

/** A strong tag alone: `*`, or the text between quotes. Anything else matches no account. */
function readVersion(ifMatch: string | undefined): string | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return ifMatch?.trim();
  return /^"([\w-]+)"$/.exec(ifMatch.trim())?.[1] ?? '';
}
