import { Module } from '@nestjs/common';
import { AdminModule } from './admin/admin.module.ts';
import { AccountsModule } from '@lambda-nest/accounts';
import { Env } from './env.ts';
import { AuthModule } from '@lambda-nest/auth';
import { DocsModule } from '@lambda-nest/docs';
import { HealthModule } from './health/health.module.ts';
import { MeModule } from './me/me.module.ts';
import { CHECKED_ROLES, ROLES } from './roles.ts';

/** Table of contents of the API. Each module's routes declare who may call them. */
@Module({
  imports: [
    HealthModule,
    AuthModule,
    MeModule,
    AdminModule,
    AccountsModule.forRoot({ roles: ROLES }),
    DocsModule,
  ],
})
export class AppModule {
  static readonly checkedRoles = CHECKED_ROLES;
  static readonly env = Env;
}
