/**
 * The role and scope names of the application, for the compiler. The application lists its roles once and declares
 * them here, so that a misspelt name in `@Roles(…)` does not compile:
 *
 * ```ts
 * declare module '@lambda-nest/access' {
 *   interface AccessVocabulary { role: 'USERS' | 'ADMINS' }
 * }
 * ```
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- filled by declaration merging
export interface AccessVocabulary {}

/** A declared role name; any string while no list is declared. */
export type Role = AccessVocabulary extends { role: infer Name extends string } ? Name : string;

/** A declared scope name; any string while no list is declared. */
export type Scope = AccessVocabulary extends { scope: infer Name extends string } ? Name : string;
