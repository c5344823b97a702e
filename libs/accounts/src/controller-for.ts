import type { Type } from '@nestjs/common';
import { Roles, type Role } from '@lambda-nest/access';
import { EnabledWhen } from '@lambda-nest/application';
import { AccountsController, areAccountsManaged } from './accounts.controller.ts';

/**
 * The routes for who has a role of the application's own choice. Neither declarations nor conditions are inherited, so the heir says
 * both again, and it is known by the same name.
 */
export function controllerFor(administrators: Role | undefined): Type<AccountsController> {
  if (administrators === undefined) return AccountsController;
  class OwnAccountsController extends AccountsController {}
  Roles(administrators)(OwnAccountsController);
  EnabledWhen(areAccountsManaged)(OwnAccountsController);
  Object.defineProperty(OwnAccountsController, 'name', { value: AccountsController.name });
  return OwnAccountsController;
}
