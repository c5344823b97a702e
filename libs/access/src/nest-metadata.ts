/**
 * Keys under which Nest keeps what its decorators say, alike in Nest 11 and 12. Nest 12 exports them from `@nestjs/common/internal`, which
 * Nest 11 does not have.
 */
export const PATH_METADATA = 'path';
export const GUARDS_METADATA = '__guards__';
export const HOST_METADATA = 'host';
export const VERSION_METADATA = '__version__';
