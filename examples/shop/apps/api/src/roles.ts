/** Every role of the shop, once. `@Roles` takes these names and no others. */
export type ShopRole = 'USERS' | 'ADMINS';

declare module '@lambda-nest/access' {
  interface AccessVocabulary {
    role: ShopRole;
  }
}
