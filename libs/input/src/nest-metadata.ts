/**
 * Keys under which Nest keeps what its decorators say, alike in Nest 11 and 12. Nest 12 exports them from `@nestjs/common/internal`, which
 * Nest 11 does not have.
 */
export const PARAMTYPES_METADATA = 'design:paramtypes';
export const INTERCEPTORS_METADATA = '__interceptors__';
export const PIPES_METADATA = '__pipes__';
export const ROUTE_ARGS_METADATA = '__routeArguments__';

/** What an argument of a handler is, those that are looked at: members of Nest's `RouteParamtypes`. */
export const RouteParamtypes = { REQUEST: 0, BODY: 3, QUERY: 4, PARAM: 5, FILE: 8, FILES: 9 };
